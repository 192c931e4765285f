package relay.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds docs/configuration.md against the settings that the built services have. */
class ConfigurationIT {
  private static final Path ROOT = Path.of("..");
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final Pattern SECTION = Pattern.compile("^## ", Pattern.MULTILINE);

  /** The first three columns: setting, environment variable, default. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z.-]+)` \\| `([A-Z_]+)` \\| (none|`[^`]*`)", Pattern.MULTILINE);

  /** The second and the third column: the limit and the setting. */
  private static final Pattern LIMIT =
      Pattern.compile("\\| (\\d+(?: s| KiB)?)[^|]* \\| `([a-z.-]+)` \\|$", Pattern.MULTILINE);

  /** Any word in the text that looks like a setting of ours or the variable of one. */
  private static final Pattern OURS = Pattern.compile("\\b(relay\\.[a-z.-]*[a-z]|RELAY_[A-Z_]+)");

  /** A default of "none" says that there is none. */
  private record Setting(String name, String defaultValue) {}

  @ParameterizedTest
  @ValueSource(strings = {"api-service", "delivery-worker"})
  void every_setting_of_a_service_is_described_with_its_default(String service) throws IOException {
    assertThat(described(service)).containsExactlyInAnyOrderElementsOf(settings(service));
  }

  @Test
  void every_setting_that_both_services_share_is_described_with_its_default() throws IOException {
    Path metadata = ROOT.resolve("shared-model/target/classes").resolve(METADATA);
    try (InputStream shared = Files.newInputStream(metadata)) {
      assertThat(described("Both services"))
          .filteredOn(setting -> setting.name().startsWith("relay."))
          .containsExactlyInAnyOrderElementsOf(settings(shared));
    }
  }

  @ParameterizedTest
  @MethodSource("variables")
  void each_variable_sets_what_stands_beside_it(String name, String variable) {
    String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(source, new SystemEnvironmentPropertySource(source, Map.of(variable, "found")));

    assertThat(Binder.get(environment).bind(name, String.class).orElse("not found"))
        .isEqualTo("found");
  }

  @Test
  void nothing_is_named_that_does_not_exist() throws IOException {
    assertThat(matches(OURS, document()).map(MatchResult::group).toList())
        .isSubsetOf(
            matches(ROW, document())
                // A default may look like a name, as that of the topic does.
                .flatMap(
                    row -> Stream.of(row.group(1), row.group(2), row.group(3).replace("`", "")))
                .toList());
  }

  @Test
  void the_limits_of_the_front_door_are_the_defaults() throws IOException {
    Map<String, String> defaults =
        matches(ROW, document())
            .collect(
                Collectors.toMap(
                    row -> row.group(1), row -> row.group(3).replace("`", ""), (one, _) -> one));
    List<Setting> limits =
        matches(LIMIT, Files.readString(ROOT.resolve("docs/security.md")))
            .map(row -> new Setting(row.group(2), compact(row.group(1))))
            .toList();

    assertThat(limits).hasSizeGreaterThan(3);
    assertThat(limits)
        .allSatisfy(
            limit ->
                assertThat(limit.defaultValue())
                    .as(limit.name())
                    .isEqualTo(defaults.get(limit.name())));
  }

  /** "30 s" as 30s, and "16 KiB" as 16KB, which are the same to Spring Boot. */
  private static String compact(String limit) {
    return limit.replace("KiB", "KB").replace(" ", "");
  }

  private static List<Setting> settings(String service) throws IOException {
    Path jar = ROOT.resolve(service).resolve("target").resolve(service + ".jar");
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream metadata = zip.getInputStream(Objects.requireNonNull(zip.getEntry(METADATA)))) {
      return settings(metadata);
    }
  }

  private static List<Setting> settings(InputStream metadata) {
    return new JsonMapper()
        .readTree(metadata)
        .get("properties")
        .valueStream()
        .map(ConfigurationIT::setting)
        .toList();
  }

  private static Setting setting(JsonNode property) {
    // A list is "[a, b]" there, and a,b where it is set.
    return new Setting(
        property.get("name").asString(),
        property.path("defaultValue").asString("none").replaceAll("[\\[\\] ]", ""));
  }

  private static List<Setting> described(String service) throws IOException {
    String section =
        SECTION
            .splitAsStream(document())
            .filter(text -> text.startsWith(service + "\n"))
            .collect(Collectors.joining());
    return matches(ROW, section)
        .map(row -> new Setting(row.group(1), row.group(3).replace("`", "")))
        .toList();
  }

  private static Stream<String[]> variables() throws IOException {
    return matches(ROW, document()).map(row -> new String[] {row.group(1), row.group(2)});
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve("configuration.md"));
  }
}

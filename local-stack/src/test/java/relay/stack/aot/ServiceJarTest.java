package relay.stack.aot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.process.StackException;

class ServiceJarTest {
  private static final int EVENTS = 100;

  @TempDir Path folder;
  private ServiceJar service = new ServiceJar(Path.of(""));
  private Path copy = Path.of("");

  @BeforeEach
  void build() throws IOException {
    service = new ServiceJar(folder.resolve("api-service.jar"));
    copy = folder.resolve("run/api-service");
    writeJar("the jar");
  }

  /** A jar with a file of this content. */
  private void writeJar(String content) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(service.jar()))) {
      zip.putNextEntry(new ZipEntry("file"));
      zip.write(content.getBytes(UTF_8));
    }
  }

  private static String contentOf(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return new String(zip.getInputStream(zip.getEntry("file")).readAllBytes(), UTF_8);
    }
  }

  private void prepare() throws IOException {
    Files.createDirectories(service.folder().resolve("lib"));
    Files.writeString(service.folder().resolve("api-service.jar"), "its own classes");
    Files.writeString(service.folder().resolve("lib/library.jar"), "a library");
    service.markUnpacked();
    Path made = Files.writeString(service.folder().resolve("cache.new"), "what the JVM learnt");
    service.addCache(made, EVENTS);
  }

  private List<String> command() {
    return service.command(copy);
  }

  @Test
  void what_is_not_prepared_starts_from_a_copy_of_the_jar() throws IOException {
    assertThat(service.isPrepared(EVENTS)).isFalse();
    assertThat(command())
        .containsSubsequence("-jar", copy.resolve("api-service.jar").toString())
        .noneMatch(argument -> argument.startsWith("-XX:AOT"));
    assertThat(contentOf(copy.resolve("api-service.jar"))).isEqualTo("the jar");
  }

  @Test
  void what_is_prepared_starts_with_its_cache() throws IOException {
    prepare();
    assertThat(service.isPrepared(EVENTS)).isTrue();
    assertThat(command())
        .containsSubsequence(
            "-XX:AOTCache=" + copy.resolve("cache.aot"),
            "-jar",
            copy.resolve("api-service.jar").toString());
    assertThat(copy.resolve("api-service.jar")).hasContent("its own classes");
    assertThat(copy.resolve("lib/library.jar")).hasContent("a library");
  }

  @Test
  void a_cache_that_is_not_made_yet_is_left_out() throws IOException {
    prepare();
    Files.delete(ServiceJar.cache(service.folder()));
    assertThat(service.isPrepared(EVENTS)).isFalse();
    assertThat(command()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
    assertThat(copy.resolve("api-service.jar")).hasContent("its own classes");
  }

  @Test
  void the_next_build_is_not_prepared() throws IOException {
    prepare();
    writeJar("another jar");
    assertThat(service.isPrepared(EVENTS)).isFalse();
    assertThat(command()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
    assertThat(contentOf(copy.resolve("api-service.jar"))).isEqualTo("another jar");
  }

  @Test
  void a_build_that_changes_nothing_stays_prepared() throws IOException {
    prepare();
    Files.setLastModifiedTime(service.jar(), FileTime.from(Instant.EPOCH));

    assertThat(service.isPrepared(EVENTS)).isTrue();
  }

  @Test
  void what_is_prepared_with_fewer_events_is_not_prepared() throws IOException {
    prepare();

    assertThat(service.isPrepared(EVENTS + 1)).isFalse();
  }

  @Test
  void a_copy_stays_as_it_is_and_gives_way_to_the_next() throws IOException {
    prepare();
    var _ = command();
    Files.delete(service.folder().resolve("lib/library.jar"));
    assertThat(copy.resolve("lib/library.jar")).hasContent("a library");

    Files.delete(service.folder().resolve("made-of"));
    var _ = command();
    assertThat(copy.resolve("lib")).doesNotExist();
    assertThat(contentOf(copy.resolve("api-service.jar"))).isEqualTo("the jar");
  }

  @Test
  void its_heap_keeps_its_size() {
    assertThat(command()).contains("-Xms512m", "-Xmx512m");
  }

  @Test
  void a_jar_that_is_missing_says_how_to_build_it() throws IOException {
    Files.delete(service.jar());
    assertThatThrownBy(this::command)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("./mvnw package");
  }
}

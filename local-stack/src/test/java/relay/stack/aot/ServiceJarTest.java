package relay.stack.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.process.StackException;

class ServiceJarTest {
  @TempDir Path folder;
  private ServiceJar service = new ServiceJar(Path.of(""));
  private Path copy = Path.of("");

  @BeforeEach
  void build() throws IOException {
    service = new ServiceJar(folder.resolve("api-service.jar"));
    copy = folder.resolve("run/api-service");
    Files.writeString(service.jar(), "the jar");
  }

  private void prepare() throws IOException {
    Files.createDirectories(service.folder().resolve("lib"));
    Files.writeString(service.folder().resolve("api-service.jar"), "its own classes");
    Files.writeString(service.folder().resolve("lib/library.jar"), "a library");
    Files.writeString(ServiceJar.cache(service.folder()), "what the JVM learnt");
    service.markUnpacked();
  }

  private List<String> command() {
    return service.command(copy);
  }

  @Test
  void what_is_not_prepared_starts_from_a_copy_of_the_jar() {
    assertThat(service.isPrepared()).isFalse();
    assertThat(command())
        .containsSubsequence("-jar", copy.resolve("api-service.jar").toString())
        .noneMatch(argument -> argument.startsWith("-XX:AOT"));
    assertThat(copy.resolve("api-service.jar")).hasContent("the jar");
  }

  @Test
  void what_is_prepared_starts_with_its_cache() throws IOException {
    prepare();
    assertThat(service.isPrepared()).isTrue();
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
    assertThat(service.isPrepared()).isFalse();
    assertThat(command()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
    assertThat(copy.resolve("api-service.jar")).hasContent("its own classes");
  }

  @Test
  void the_next_build_is_not_prepared() throws IOException {
    prepare();
    Files.writeString(service.jar(), "another jar");
    assertThat(service.isPrepared()).isFalse();
    assertThat(command()).noneMatch(argument -> argument.startsWith("-XX:AOT"));
    assertThat(copy.resolve("api-service.jar")).hasContent("another jar");
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
    assertThat(copy.resolve("api-service.jar")).hasContent("the jar");
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

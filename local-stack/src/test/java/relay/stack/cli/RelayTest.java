package relay.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a user reads who has typed something wrong: one sentence, whatever it was. */
class RelayTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          foo              | There is no command foo: name one of up, down, status, logs, demo, prepare, chaos, upgrade-test; ./relay --help says what each does.
          up --port abc    | Invalid value for option '--port': 'abc' is not an int: see ./relay up --help.
          up --port        | Missing required parameter for option '--port' (N): see ./relay up --help.
          up --nonsense    | Unknown option: '--nonsense': see ./relay up --help.
          down now         | Unmatched argument at index 1: 'now': see ./relay down --help.
          """)
  void a_command_line_that_makes_no_sense_is_one_sentence(String words, String sentence) {
    Answer answer = relay(words.split(" ", -1));
    assertThat(answer.errors()).isEqualToIgnoringNewLines(sentence);
    assertThat(answer.exitCode()).isEqualTo(2);
  }

  @Test
  void no_command_at_all_is_answered_with_the_commands() {
    assertThat(relay().errors())
        .isEqualToIgnoringNewLines(
            "Name a command: one of up, down, status, logs, demo, prepare, chaos, upgrade-test;"
                + " ./relay --help says what each does.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up --port 99999            | 99999 is not a port: choose one from 1 to 65535.
          up --without nosuch        | There is no service nosuch: name one of postgresql, kafka, api-service, delivery-worker.
          up --without postgresql    | postgresql cannot be left out, the services need it: name api-service or delivery-worker.
          logs nosuch                | There is no service nosuch: name one of postgresql, kafka, api-service, delivery-worker.
          logs --no-follow --lines -1 | -1 is not a number of lines: give 0 or more.
          chaos --minutes 0          | --minutes has to be 1 to 1440.
          chaos --rate 2001          | --rate has to be 1 to 2000.
          demo                       | No relay is ready on DATA: start it with ./relay up --data DATA first.
          """)
  void what_cannot_be_done_is_one_sentence(String words, String sentence) {
    Answer answer = relay((words + " --data " + folder).split(" ", -1));
    assertThat(answer.errors())
        .isEqualToIgnoringNewLines(sentence.replace("DATA", folder.toString()));
    assertThat(answer.exitCode()).isOne();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_fault_test_begins_with_an_empty_folder() throws IOException {
    Files.createFile(folder.resolve("producer.ledger"));
    Answer answer = relay("chaos", "--data", folder.toString());
    assertThat(answer.errors())
        .isEqualToIgnoringNewLines(
            "The folder %s is not empty: choose another with --data.".formatted(folder));
    assertThat(answer.exitCode()).isOne();
  }

  private record Answer(int exitCode, String errors) {}

  private static Answer relay(String... words) {
    StringWriter errors = new StringWriter();
    CommandLine commandLine = Relay.commandLine().setErr(new PrintWriter(errors));
    return new Answer(commandLine.execute(words), errors.toString());
  }
}

package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.message.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Gives commands as a user does, all in this JVM and its {@link SharedSpark}. */
final class Commands {
  static final Path REPOSITORY = repository();

  /** What a command left on the terminal. */
  record Outcome(int exitCode, String out, String err) {
    String both() {
      return out + err;
    }
  }

  private Commands() {}

  static Outcome call(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exitCode =
        SharedSpark.inNewSession(
            () ->
                Main.execute(
                    Clock.systemUTC(),
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    texts));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** Calls a command that has to end well. */
  static Outcome succeed(Object... arguments) {
    Outcome outcome = call(arguments);
    assertThat(outcome.exitCode).as(outcome.both()).isEqualTo(ExitCode.DONE);
    return outcome;
  }

  /** The folder of the whole project. */
  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("conf").resolve("spark-defaults.conf"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("the tests run outside of the project");
      }
    }
    return folder;
  }
}

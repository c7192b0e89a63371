package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;

/** Gives commands as a user does, all in this JVM, each with a Spark session of its own. */
final class Commands {
  static final Path REPOSITORY = repository();

  /** What differs from conf/spark-defaults.conf: little data, two cores. */
  private static final Map<String, String> FOR_LITTLE_DATA =
      Map.of(
          "spark.master", "local[2]",
          "spark.sql.shuffle.partitions", "2",
          "spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");

  static {
    System.setProperty(
        "log4j2.configurationFile",
        REPOSITORY.resolve("conf").resolve("log4j2.properties").toString());
    Properties defaults = new Properties();
    Path file = REPOSITORY.resolve("conf").resolve("spark-defaults.conf");
    try (Reader text = Files.newBufferedReader(file)) {
      defaults.load(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    defaults.putAll(FOR_LITTLE_DATA);
    // A session takes its configuration from the system properties, as SparkSubmit leaves it there.
    defaults.stringPropertyNames().forEach(key -> System.setProperty(key, value(defaults, key)));
  }

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
        Main.execute(
            Clock.systemUTC(), new PrintWriter(out, true), new PrintWriter(err, true), texts);
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

  private static String value(Properties properties, String key) {
    return String.valueOf(properties.getProperty(key)).strip();
  }
}

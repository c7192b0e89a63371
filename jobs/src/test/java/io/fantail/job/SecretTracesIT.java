package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is to be masked is masked before anything is on a disk, and what Spark is given to sign in
 * with is told to nobody: neither is in a table, its log, Spark's own log, the log of Spark's
 * events or what Spark spills. All secrets have the same beginning, and each place holds what is no
 * secret.
 */
class SecretTracesIT {
  private static final String BEGINNING = "SECR";

  /** Uncompressed, and kept until Spark ends: what is shuffled can be read as it lies there. */
  private static final Map<String, String> IN_PLAIN_SIGHT =
      Map.of(
          "spark.shuffle.compress", "false",
          "spark.shuffle.spill.compress", "false",
          "spark.rdd.compress", "false",
          "spark.broadcast.compress", "false",
          "spark.eventLog.compress", "false",
          "spark.eventLog.enabled", "true",
          "spark.cleaner.referenceTracking", "false",
          "spark.sql.parquet.compression.codec", "uncompressed");

  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "spark.hadoop.fs.s3a.access.key", "SECRETACCESSKEY",
          "spark.hadoop.fs.s3a.secret.key", "SECRETKEYOFS3",
          "spark.hadoop.fs.s3a.session.token", "SECRETTOKENOFS3",
          "spark.hadoop.fs.s3a.bucket.other.secret.key", "SECRETKEYOFABUCKET");

  @TempDir Path folder = Path.of("");

  private final StringWriter log = new StringWriter();
  private String codec = "";

  @BeforeEach
  void plant() throws IOException {
    codec = System.getProperty("spark.sql.parquet.compression.codec", "zstd");
    IN_PLAIN_SIGHT.forEach(System::setProperty);
    CREDENTIALS.forEach(System::setProperty);
    System.setProperty(
        "spark.eventLog.dir", Files.createDirectory(folder.resolve("events")).toUri().toString());
    System.setProperty(
        "spark.local.dir", Files.createDirectory(folder.resolve("spill")).toString());
    listenToTheLog();
    SecretArchive archive = new SecretArchive(folder.resolve("archive"));
    archive.writePayloads();
    archive.writeNames();
  }

  @AfterEach
  void goBack() {
    SharedSpark.end();
    Stream.concat(IN_PLAIN_SIGHT.keySet().stream(), CREDENTIALS.keySet().stream())
        .forEach(System::clearProperty);
    System.clearProperty("spark.eventLog.dir");
    System.clearProperty("spark.local.dir");
    System.setProperty("spark.sql.parquet.compression.codec", codec);
    ((LoggerContext) LogManager.getContext(false)).reconfigure();
  }

  /** All of it, as on a cluster, and not on this terminal. */
  private void listenToTheLog() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    WriterAppender appender =
        WriterAppender.newBuilder().setName("listener").setTarget(log).build();
    appender.start();
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.removeAppender("console");
    root.addAppender(appender, Level.INFO, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
  }

  @Test
  void areNowhere() throws IOException {
    Path lake = folder.resolve("lake");

    Commands.Outcome outcome =
        Commands.succeed(
            "run",
            "--verbose",
            "--archive",
            folder.resolve("archive"),
            "--lake",
            lake,
            "--redact",
            SecretArchive.KEYS);

    assertHolds(folder.resolve("spill"), "\"password\":\"***\"");
    SharedSpark.end();
    assertHolds(lake, "\"password\":\"***\"");
    assertHolds(folder.resolve("events"), "SparkListenerApplicationStart");
    assertHolds(folder.resolve("events"), "fs.s3a.secret.key");
    assertThat(outcome.both()).contains("Read ").doesNotContain(BEGINNING);
    assertThat(log.toString()).contains("Running Spark version").doesNotContain(BEGINNING);
  }

  /** Without the option they are there: the test above looks where they would be. */
  @Test
  void areFoundWhereNothingIsMasked() throws IOException {
    Path lake = folder.resolve("lake");

    Commands.succeed("run", "--archive", folder.resolve("archive"), "--lake", lake);

    assertThat(holds(folder.resolve("spill"), "\"password\":\"" + SecretArchive.SECRET)).isTrue();
    assertThat(holds(lake, "\"password\":\"" + SecretArchive.SECRET)).isTrue();
  }

  private static void assertHolds(Path place, String text) throws IOException {
    assertThat(holds(place, text)).as("%s in %s", text, place).isTrue();
    assertThat(holds(place, BEGINNING)).as("a secret in %s", place).isFalse();
  }

  private static boolean holds(Path place, String text) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).as("files of %s", place).isNotEmpty();
      for (Path file : all) {
        // One byte is one character: any bytes can be searched for text of ASCII.
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }
}

package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.fantail.job.message.ExitCode;
import io.fantail.table.lease.LakeLease;
import io.fantail.table.lease.Lease;
import io.fantail.table.lease.LeaseEntry;
import io.fantail.table.lease.LeaseLog;
import io.fantail.table.lease.OwnerProcess;
import io.fantail.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} finds, as a user asks it. */
class DoctorIT {
  private static final String S3A = "spark.hadoop.fs.s3a.";
  private static final String SECRET = "AbCdSecretKeyEfGh";
  private static final List<String> S3_KEYS =
      List.of(
          "endpoint",
          "endpoint.region",
          "path.style.access",
          "access.key",
          "secret.key",
          "assumed.role.sts.endpoint");

  @TempDir Path folder = Path.of("");

  private Path archive = Path.of("");
  private Path lake = Path.of("");

  @BeforeEach
  void makeArchive() throws IOException {
    archive = Files.createDirectory(folder.resolve("archive"));
    lake = folder.resolve("lake");
    Files.writeString(
        archive.resolve("billing.jsonl"),
        new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}")).text());
  }

  @AfterEach
  void forgetS3() {
    S3_KEYS.forEach(key -> System.clearProperty(S3A + key));
  }

  private Commands.Outcome doctor() {
    return Commands.call("doctor", "--archive", archive, "--lake", lake);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }

  @Test
  void findsAllWellAndLeavesNothing() throws IOException {
    Commands.Outcome outcome = doctor();

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("Java 17", "Spark 3.5", "Delta 3.3", "Hadoop 3.4.2")
        .contains("Delta's extension and catalog are configured.")
        .contains(archive + " can be listed and read: 1 objects, 0.0 MB.")
        .contains(lake + " can be written.", "only one does.", "No job has held the lake yet.")
        .contains("The lake has no tables yet.")
        .contains("of heap for 2 cores", "are free where Spark spills")
        .contains("Nothing here would stop a run");
    assertThat(files()).containsExactly("", "archive", "archive/billing.jsonl");
  }

  @Test
  void saysItToPrograms() throws IOException {
    Files.delete(archive.resolve("billing.jsonl"));

    Commands.Outcome outcome =
        Commands.call("doctor", "--json", "--archive", archive, "--lake", lake);

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    JsonNode json = Json.MAPPER.readTree(outcome.out());
    assertThat(json.path("problems").asInt()).isOne();
    assertThat(json.path("findings"))
        .filteredOn(finding -> finding.path("level").asText().equals("problem"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path("check").asText()).isEqualTo("archive");
              assertThat(finding.path("text").asText())
                  .isEqualTo("There is no object under " + archive + ".");
              assertThat(finding.path("advice").asText()).startsWith("Check --archive");
            });
  }

  @Test
  void saysWhatWouldStopARun() throws IOException {
    archive = folder.resolve("nowhere");
    lake = Files.writeString(folder.resolve("file"), "no folder").resolve("lake");

    Commands.Outcome outcome = doctor();

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out())
        .contains("PROBLEM  archive      There is no archive " + archive)
        .contains("PROBLEM  lake         The lake " + lake + " cannot be written.")
        .contains("A file stands where a folder must be")
        .contains("A run would stop: 2 problems");
    archive = folder.resolve("archive");
    lake = archive.resolve("lake");
    assertThat(doctor().out()).contains("lie in one another", "A run would stop: 1 problem");
  }

  @Test
  void saysWhoHoldsTheLake() throws IOException {
    LeaseLog log = LeaseLog.of(lake.toString(), new Configuration());
    Lease lease =
        Lease.of("7c1e", "run", OwnerProcess.here(), Clock.systemUTC().instant(), LeaseEntry.TERM);
    LakeLease held = LakeLease.take(log, lease, false, Clock.systemUTC());
    List<String> before = files();

    Commands.Outcome outcome = doctor();

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out())
        .contains("PROBLEM  lease        A job holds the lake: 'run' on ", "run 7c1e.", "--wait");
    assertThat(files()).isEqualTo(before);

    Files.createDirectory(lake.resolve("events"));
    held.release();
    assertThat(doctor().out()).contains("ok       lease        No job holds the lake.");
  }

  @Test
  void saysThatANewerVersionHasWrittenTheTables() throws IOException {
    Path log = Files.createDirectories(lake.resolve("events/_delta_log"));
    Path commit = log.resolve("00000000000000000000.json");
    String table =
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
        {"metaData":{"id":"7c1e","format":{"provider":"parquet","options":{}},"partitionColumns":[],
          "schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[]}",
          "configuration":{"fantail.layout":"99","fantail.version":"9.1.0"}}}
        """
            .replace(",\n  ", ",");
    Files.writeString(commit, table);

    Commands.Outcome outcome = doctor();

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out())
        .contains("PROBLEM  tables       The table events was written by Fantail 9.1.0 (layout 99)")
        .contains("Use that version or a later one for this lake.");

    Files.writeString(commit, table.replace("99", "2"));
    assertThat(doctor().out())
        .contains("ok       tables       The tables of the lake can be opened: 1.");
    Files.writeString(commit, table.substring(0, 200));
    assertThat(doctor().out()).contains("PROBLEM  tables       The table events cannot be read");
  }

  @Test
  void saysWhoAsksS3AndThatItIsDenied() throws IOException {
    HttpServer sts = stsOf("arn:aws:sts::111122223333:assumed-role/fantail-job/i-0abc");
    try (S3Server s3 = S3Server.start()) {
      s3.answer(403, "AccessDenied");
      configureS3(s3.address(), "http://127.0.0.1:" + sts.getAddress().getPort());

      Commands.Outcome outcome =
          Commands.call("doctor", "--archive", "s3://bucket/archive", "--lake", "s3://bucket/lake");

      assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.out())
          .contains("as arn:aws:sts::111122223333:assumed-role/fantail-job/i-0abc.")
          .contains("The archive s3://bucket/archive cannot be listed.", "S3 denies access")
          .contains("The lake s3://bucket/lake cannot be written.")
          .contains("A run would stop: 2 problems");
      assertThat(outcome.both()).doesNotContain(SECRET);
    } finally {
      sts.stop(0);
    }
  }

  @Test
  void asksNobodyWhoseTheKeysOfAnotherStorageAre() {
    try (S3Server s3 = S3Server.start()) {
      s3.answer(403, "AccessDenied");
      configureS3(s3.address(), "");

      assertThat(Commands.call("doctor", "--lake", "s3://bucket/lake").out())
          .contains("Whose the AWS credentials are is not known: the storage is not AWS's.");
    }
  }

  private static void configureS3(String endpoint, String sts) {
    List<String> values = List.of(endpoint, "eu-west-1", "true", "AKIAEXAMPLE", SECRET, sts);
    for (int i = 0; i < values.size(); i++) {
      System.setProperty(S3A + S3_KEYS.get(i), values.get(i));
    }
  }

  /** Answers GetCallerIdentity. */
  private static HttpServer stsOf(String arn) throws IOException {
    byte[] answer =
        ("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult><Arn>"
                + arn
                + "</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>")
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/xml");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}

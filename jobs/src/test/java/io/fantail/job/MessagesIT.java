package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.MessagePage.Failing;
import io.fantail.job.MessagePage.Told;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import io.fantail.job.message.WritingCommands;
import io.fantail.job.session.Interruption;
import io.fantail.table.LakeFaults;
import io.fantail.table.lease.Lease;
import io.fantail.table.lease.LeaseEntry;
import io.fantail.table.lease.LeaseException;
import io.fantail.table.lease.LeaseLog;
import io.fantail.table.lease.OwnerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Provokes the failures that a user can cause, and holds {@code jobs/MESSAGES.md} equal to what is
 * printed. With {@code -Dfantail.messages=write} it writes the page instead.
 */
class MessagesIT {
  private static final S3Server S3 = S3Server.start();

  @TempDir static Path folder = Path.of("");

  /** A new failure is one line here. */
  private static List<Failing> failures() {
    return List.of(
        chapter("The command line"),
        command("No command", ""),
        command("A command is misspelled", "rnu --archive archive --lake lake"),
        command("An option is misspelled", "run --arhive archive --lake lake"),
        command("An option of another command", "query --lake lake --from 2026-08-24 SELECT"),
        command("A required option is missing", "run --archive archive"),
        command("An option without its value", "run --archive archive --lake"),
        command("A number that is none", "run --archive archive --lake lake --payload-limit many"),
        command("A negative limit", "run --archive archive --lake lake --payload-limit -1"),
        command("A date that is none", "run --archive archive --lake lake --from tomorrow"),
        command(
            "A day beside other days",
            "run --archive archive --lake lake --date 2026-08-24 --from 2026-08-23"),
        command(
            "No time between the dates",
            "run --archive archive --lake lake --from 2026-08-25 --to 2026-08-24"),
        command(
            "A regular expression that is none",
            "run --archive archive --lake lake --arn-from-key (name"),
        command(
            "A regular expression without its group",
            "run --archive archive --lake lake --function-from-key x/(.*)"),
        command(
            "An expression to mask that is none",
            "run --archive archive --lake lake --redact-regex [0-9"),
        command("Nothing to read", "run --lake lake"),
        command("An archive beside a list", "run --archive archive --file-list list --lake lake"),
        command("A template alone", "run --archive archive --lake lake --arn-template arn"),
        command("Half a comparison", "compare --lake lake --base 2026-08-23/2026-08-24"),
        command(
            "A window that is none",
            "compare --lake lake --base 2026-08-23 --against 2026-08-24/2026-08-25"),
        command("No such file of options", "run --conf nowhere.conf"),
        command("A file of options with an unknown key", "run --conf unknown.conf"),
        command("No SQL", "query --lake lake"),
        command("A shell that split the SQL", "query --lake lake SELECT 1"),
        command("A sample of too few children", "sample --out sample --children 1"),
        command("Days of a table that is none", "maintain --lake lake --keep-days spnas=30"),
        command("A week is too short", "maintain --lake lake --retain-hours 24"),
        command("Nothing to forget", "forget --lake lake"),
        command("Half an ARN to forget", "forget --lake lake --execution order-77"),
        command("A page of two things", "page --lake lake --out p.html --map-run a --execution b"),
        command("An export that goes nowhere", "export --lake lake --format otlp"),
        command(
            "A password in an address",
            "export --lake lake --format otlp --send http://me:secret@localhost:4318"),
        chapter("The archive"),
        command("No such archive", "run --archive nowhere --lake lake"),
        command("An empty archive", "run --archive empty --lake lake"),
        command("No such list", "run --file-list nowhere --lake lake"),
        command("A list that is none", "run --file-list file --lake lake"),
        command("Nothing between the dates", "run --archive archive --lake l2 --from 2026-09-01"),
        command("A kind of address that nothing reads", "run --archive gs://host/a --lake lake"),
        command("An address that is none", "run --archive s3:archive --lake lake"),
        s3("No such bucket", 404, "NoSuchBucket"),
        s3("S3 denies access", 403, "AccessDenied"),
        s3("Keys that AWS does not know", 403, "InvalidAccessKeyId"),
        s3("A wrong secret key", 403, "SignatureDoesNotMatch"),
        s3("Credentials that have expired", 400, "ExpiredToken"),
        s3("A bucket of another region", 301, "PermanentRedirect"),
        s3("A clock that is wrong", 403, "RequestTimeTooSkewed"),
        s3("S3 throttles", 503, "SlowDown"),
        s3("S3 is out of order", 500, "InternalError"),
        command("No credentials", "run --archive s3://nokeys/archive --lake lake"),
        command("A host that nobody knows", "run --archive s3://nohost/archive --lake lake"),
        command("A host that does not answer", "run --archive s3://noport/archive --lake lake"),
        chapter("The lake"),
        command("The lake lies in the archive", "run --archive archive --lake archive/lake"),
        damaged("Another job holds the lake", "trace --lake held", MessagesIT::holdLake),
        command("A wait that is none", "run --archive archive --lake lake --wait -1"),
        command("A file stands where the lake must be", "run --archive archive --lake file/lake"),
        command("Nothing was ingested: trace", "trace --lake nothing"),
        command("Nothing was ingested: report", "report --lake nothing"),
        command("Nothing was ingested: query", "query --lake nothing SELECT"),
        command("No execution between the dates", "trace --lake lake --from 2026-09-01"),
        command("A page of days without executions", "page --lake lake --out p --from 2026-09-01"),
        command("A page in the place of another file", "page --lake lake --out unknown.conf"),
        damaged("A file of a table is damaged", "trace --lake page", MessagesIT::damagePage),
        damaged("A file of a table is missing", "trace --lake lost", MessagesIT::loseFile),
        damaged("A commit is missing", "trace --lake gap", MessagesIT::loseCommit),
        damaged("A commit is cut off", "trace --lake torn", MessagesIT::tearCommit),
        damaged("A newer Delta wrote a table", "trace --lake newer", MessagesIT::makeNewer),
        damaged("A newer Fantail wrote a table", "trace --lake later", MessagesIT::makeLater),
        command("The lake is a file", "trace --lake file"),
        command("Nothing of that name to show", "show order-77 --lake lake"),
        command(
            "No such execution to show",
            "show arn:aws:states:eu-west-1:444455556666:execution:billing:two --lake lake"),
        chapter("SQL"),
        query("Two statements", "SELECT 1; SELECT 2"),
        query("A statement that changes something", "DELETE FROM spans"),
        query("A file", "SELECT * FROM text.`/etc/passwd`"),
        query("A method of Java", "SELECT reflect('java.lang.System', 'exit', 1)"),
        query("A program", "SELECT TRANSFORM (name) USING 'sh' FROM spans"),
        query("A word that is no SQL", "SELEKT 1"),
        query("A table that is none", "SELECT * FROM exections"),
        query("A column that is none", "SELECT statsu FROM executions"));
  }

  /** Of failures as they are written; that they happen so is up to the machine. */
  private static List<Told> surroundings() {
    return List.of(
        told("The disk of TMPDIR is full", "/scratch/blockmgr-1/0a (No space left on device)"),
        told("The disk of the lake is full", "/data/lake/spans/x: No space left on device"),
        told("Too little memory", "java.lang.OutOfMemoryError: Java heap space"),
        told("Too few open files", "/data/archive/x.gz (Too many open files)"),
        told("No permission", "/data/archive/x.gz (Permission denied)"),
        new Told(
            "A lake that may not be read",
            ExitCode.FAILED,
            String.valueOf(
                LakeFaults.explain(new AccessDeniedException("/data/lake/events/_delta_log")))),
        told("A read-only disk", "/data/lake/spans (Read-only file system)"),
        told("An object that is gone", "java.nio.file.NoSuchFileException: /data/archive/x.gz"),
        told("An object in Glacier", "open s3a://bucket/x.gz: InvalidObjectState"),
        told(
            "A KMS key that is not allowed", "s3a://bucket/x.gz: AccessDenied: kms:Decrypt on KMS"),
        told("A network that hangs", "open s3a://bucket/x.gz: Read timed out"),
        new Told(
            "The lake was taken by force",
            ExitCode.LAKE_HELD,
            String.valueOf(LeaseException.lostTo(otherJob()).getMessage())),
        told("Two jobs on one lake", "io.delta.exceptions.ConcurrentAppendException: added"),
        new Told("Ctrl-C", Interruption.BY_CTRL_C, Interruption.message("run")),
        new Told("Ctrl-C in a query", Interruption.BY_CTRL_C, Interruption.message("query")),
        new Told("Standard output is closed", ExitCode.FAILED, Main.NOT_PRINTED));
  }

  private static Told told(String title, String failure) {
    return new Told(
        title,
        ExitCode.FAILED,
        Explanation.of(new IOException(failure), "/data/lake", "/scratch")
            + "\n"
            + WritingCommands.SAFE);
  }

  @BeforeAll
  static void makeArchiveAndLake() throws IOException {
    String archive = Files.createDirectory(folder.resolve("archive")).toString();
    Files.writeString(
        Path.of(archive, "billing.jsonl"),
        new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}")).text());
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("file"), "not a folder");
    Files.writeString(folder.resolve("unknown.conf"), "payload-limits = 3\n");
    Commands.succeed("run", "--archive", archive, "--lake", folder.resolve("lake"));
    Map.of(
            "endpoint", S3.address(),
            "endpoint.region", "eu-west-1",
            "path.style.access", "true",
            "access.key", "key",
            "secret.key", "secret",
            "attempts.maximum", "1",
            "retry.limit", "0",
            "retry.throttle.limit", "0",
            "retry.interval", "1ms",
            "retry.throttle.interval", "1ms")
        .forEach(MessagesIT::configureS3);
    configureS3(
        "bucket.nokeys.aws.credentials.provider",
        "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider");
    configureS3("bucket.nohost.endpoint", "http://nowhere.invalid");
    configureS3("bucket.noport.endpoint", "http://127.0.0.1:1");
  }

  private static void configureS3(String key, String value) {
    System.setProperty("spark.hadoop.fs.s3a." + key, value);
  }

  @AfterAll
  static void forgetS3() {
    S3.close();
    System.getProperties()
        .keySet()
        .removeIf(key -> key.toString().startsWith("spark.hadoop.fs.s3a.bucket."));
    List.of("endpoint", "endpoint.region", "path.style.access", "access.key", "secret.key")
        .forEach(key -> System.clearProperty("spark.hadoop.fs.s3a." + key));
    List.of("attempts.maximum", "retry.limit", "retry.throttle.limit")
        .forEach(key -> System.clearProperty("spark.hadoop.fs.s3a." + key));
    List.of("retry.interval", "retry.throttle.interval")
        .forEach(key -> System.clearProperty("spark.hadoop.fs.s3a." + key));
  }

  @Test
  void thePageSaysWhatIsPrinted() throws IOException {
    MessagePage page =
        MessagePage.of(folder, failures())
            .with("The machine, while tables are written", surroundings());

    assertThat(page.said()).allSatisfy(MessagesIT::isForPeople);
    if ("write".equals(System.getProperty("fantail.messages"))) {
      Files.writeString(MessagePage.FILE, page.text());
    }
    assertThat(Files.readString(MessagePage.FILE)).isEqualTo(page.text());
  }

  /** One line or two, no trace, no names of classes; never success. */
  private static void isForPeople(Commands.Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.both()).isIn(1, 2, 4, 5, Interruption.BY_CTRL_C);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).as(outcome.err()).hasSizeBetween(1, 2);
    assertThat(outcome.err())
        .doesNotContain("\tat ", "Usage:")
        .doesNotContainPattern("[a-z]Exception|software\\.amazon|org\\.apache|Status Code");
  }

  private static Failing chapter(String title) {
    return new Failing(title, List.of(), () -> {});
  }

  private static Failing command(String title, String words) {
    return new Failing(
        title, words.isEmpty() ? List.of("") : List.of(words.split(" ", -1)), () -> {});
  }

  /** Of a copy of the lake that has the name of the last word. */
  private static Failing damaged(String title, String words, Consumer<Path> damage) {
    List<String> given = List.of(words.split(" ", -1));
    return new Failing(title, given, () -> damage.accept(copyOfLake(given.get(given.size() - 1))));
  }

  private static Path copyOfLake(String name) {
    Path sound = folder.resolve("lake");
    Path copy = folder.resolve(name);
    try (Stream<Path> paths = Files.walk(sound)) {
      for (Path path : paths.filter(path -> !path.toString().endsWith(".crc")).toList()) {
        Files.copy(path, copy.resolve(sound.relativize(path)));
      }
      return copy;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Long ago, and for as long as it takes. */
  private static LeaseEntry otherJob() {
    Instant since = Instant.parse("2026-08-25T06:00:00Z");
    OwnerProcess.Here here =
        new OwnerProcess.Here("ip-10-0-1-7", new OwnerProcess("of another machine", "", 4711, 1));
    Lease lease =
        Lease.of(
            "d2719b5a-5d0e-4f6c-8a53-0f4c0a3b7f11", "run", here, since, Duration.ofMinutes(10));
    return new LeaseEntry(0, since, lease);
  }

  private static void holdLake(Path lake) {
    changed(
        () -> {
          LeaseEntry held = otherJob();
          Path file =
              Files.createDirectories(lake.resolve(LeaseLog.FOLDER))
                  .resolve("00000000000000000099.json");
          Files.write(file, Objects.requireNonNull(held.lease()).json());
          Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2099-08-25T06:02:00Z")));
        });
  }

  private static Path dataFile(Path lake) throws IOException {
    try (Stream<Path> files = Files.walk(lake.resolve("events"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static Path firstCommit(Path lake) {
    return lake.resolve("events").resolve("_delta_log").resolve("00000000000000000000.json");
  }

  private static void damagePage(Path lake) {
    changed(
        () -> {
          byte[] bytes = Files.readAllBytes(dataFile(lake));
          for (int i = 40; i < 60; i++) {
            bytes[i] ^= 0x55;
          }
          Files.write(dataFile(lake), bytes);
        });
  }

  private static void loseFile(Path lake) {
    changed(() -> Files.delete(dataFile(lake)));
  }

  private static void loseCommit(Path lake) {
    Path commit = firstCommit(lake);
    changed(() -> Files.copy(commit, commit.resolveSibling("00000000000000000002.json")));
  }

  private static void tearCommit(Path lake) {
    Path commit = firstCommit(lake);
    changed(() -> Files.writeString(commit, Files.readString(commit).substring(0, 200)));
  }

  private static void makeNewer(Path lake) {
    Path commit = firstCommit(lake);
    changed(
        () ->
            Files.writeString(
                commit,
                Files.readString(commit)
                    .replaceAll("\"minReaderVersion\":\\d+", "\"minReaderVersion\":9")));
  }

  private static void makeLater(Path lake) {
    Path commit = firstCommit(lake);
    changed(
        () ->
            Files.writeString(
                commit,
                Files.readString(commit)
                    .replaceAll("\"fantail.layout\":\"\\d+\"", "\"fantail.layout\":\"99\"")
                    .replaceAll(
                        "\"fantail.version\":\"[^\"]*\"", "\"fantail.version\":\"9.1.0\"")));
  }

  /** A change of files. */
  private interface Change {
    void make() throws IOException;
  }

  private static void changed(Change change) {
    try {
      change.make();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Failing query(String title, String sql) {
    return new Failing(title, List.of("query", "--lake", "lake", sql), () -> {});
  }

  /** Of {@code run}, when S3 answers so. */
  private static Failing s3(String title, int status, String code) {
    return new Failing(
        title,
        List.of("run", "--archive", "s3://bucket/archive", "--lake", "lake"),
        () -> S3.answer(status, code));
  }
}

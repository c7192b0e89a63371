package io.fantail.job.session;

import io.fantail.archive.place.ArchiveDays;
import io.fantail.archive.place.ArchiveListing;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import io.fantail.job.message.JobException;
import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.table.lease.LeaseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Holds what a command works with, and checks both ends before anything is read or written.
 *
 * @param clock of the whole command
 * @param hold keeps the lake for this command, if it writes
 * @param isOurs whether Spark was started for the command, and ends with it
 */
public record Session(
    Run run,
    Clock clock,
    SparkSession spark,
    boolean isOurs,
    Lake lake,
    LakeHold hold,
    Progress progress)
    implements AutoCloseable {
  /**
   * Starts Spark, and begins to tell of the progress.
   *
   * @param lake address of the tables
   */
  public static Session open(String command, String lake, PrintWriter progressOut, Clock clock) {
    Run run = new Run(UUID.randomUUID().toString(), command, clock.instant());
    boolean isOurs = SparkSession.getDefaultSession().isEmpty();
    SparkSession spark = SparkSessions.create(command);
    Progress progress = new Progress(spark, progressOut, clock);
    progress.watch();
    LakeHold hold =
        new LakeHold(run, lake, spark.sparkContext().hadoopConfiguration(), clock, progress);
    return new Session(run, clock, spark, isOurs, new Lake(spark, lake, hold), hold, progress);
  }

  /** Returns into how many partitions everything is shuffled. */
  public int partitions() {
    return SparkSessions.partitions(spark);
  }

  /**
   * Lists the objects of the archives.
   *
   * @param days folders of other days are passed over
   * @param followLinks out of the archive, too
   * @throws JobException when there is no archive, or nothing in it
   */
  public List<ArchiveObject> objectsOf(
      List<String> archives, ArchiveDays days, boolean followLinks) {
    progress.begin("Listing the archive");
    List<String> addresses = new ArrayList<>(archives);
    addresses.add(lake.uri());
    progress.watch(StorageWaits.of(addresses, hadoop()));
    List<ArchiveObject> objects;
    List<String> passedOver = new ArrayList<>();
    try {
      objects = new ArchiveListing(hadoop(), followLinks).list(archives, days, passedOver::add);
    } catch (FileNotFoundException missing) {
      throw new JobException(
          ExitCode.USAGE,
          "The archive does not exist: " + missing.getMessage() + ". Check --archive.",
          missing);
    } catch (IOException | IllegalArgumentException failure) {
      throw new JobException(
          ExitCode.FAILED,
          naming(archives, Explanation.of(failure, null, TemporaryFolder.ofJvm())),
          failure);
    }
    if (objects.isEmpty()) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "There is no object under "
              + String.join(", ", archives)
              + "."
              + (passedOver.isEmpty() ? "" : " " + describe(passedOver, days)));
    } else if (!passedOver.isEmpty()) {
      progress.note(describe(passedOver, days));
    }
    noteWhatIsNotRead(objects);
    return objects;
  }

  /** Prepares for reading these objects: as many tasks as they are worth. */
  public void fitTo(List<ArchiveObject> objects) {
    SparkSessions.fitTo(spark, objects.stream().mapToLong(ArchiveObject::length).sum());
  }

  /**
   * Notes what cannot be read: an archive with something missing must not look like a whole one.
   */
  private void noteWhatIsNotRead(List<ArchiveObject> objects) {
    List<ArchiveObject> refused =
        objects.stream().filter(object -> object.refusal() != null).toList();
    if (!refused.isEmpty()) {
      ArchiveObject first = refused.get(0);
      progress.note(
          String.format(
              Locale.ROOT,
              "Not read, and missing from every table: %,d of what was listed, such as %s (%s). Each is a reject.",
              refused.size(),
              first.uri(),
              Objects.requireNonNull(first.refusal()).message()));
    }
  }

  /** Adds the archives to a sentence that does not say what the failure happened to. */
  private static String naming(List<String> archives, String sentence) {
    return archives.stream().anyMatch(sentence::contains)
        ? sentence
        : sentence + " (--archive " + String.join(", ", archives) + ")";
  }

  private static String describe(List<String> passedOver, ArchiveDays days) {
    LocalDate first = days.first();
    LocalDate last = days.last();
    return String.format(
        Locale.ROOT,
        "Folders passed over, dated%s%s: %,d, such as %s.",
        first == null ? "" : " before " + first,
        last == null ? "" : (first == null ? "" : " or") + " after " + last,
        passedOver.size(),
        passedOver.get(passedOver.size() - 1));
  }

  /**
   * Takes the lake for this command alone, which must be done before anything of it is read that
   * shall be written.
   *
   * @param archives that are going to be read
   * @param patience how long another job is waited for
   * @param isForced whether the lake is taken from anybody
   * @throws JobException when the lake cannot be written, or lies where its own files would be read
   * @throws LeaseException when another job holds it
   */
  public void hold(List<String> archives, Duration patience, boolean isForced) {
    LakePlace place = new LakePlace(lake.uri(), hadoop());
    try {
      place.checkApartFrom(archives);
      hold.take(patience, isForced);
    } catch (IOException | IllegalArgumentException failure) {
      throw place.notWritable(failure);
    }
  }

  /**
   * Writes and deletes a file in the lake.
   *
   * @throws JobException when that fails, or the lake lies where its own files would be read
   */
  public void checkLake(List<String> archives) {
    LakePlace place = new LakePlace(lake.uri(), hadoop());
    try {
      place.checkApartFrom(archives);
      place.checkWritable();
    } catch (IOException | IllegalArgumentException failure) {
      throw place.notWritable(failure);
    }
  }

  /**
   * Ends the command with a {@link JobException} when no {@code ingest} has found an event here.
   */
  public void checkIngested() {
    checkOneOf(Tables.EVENTS);
  }

  /**
   * Ends the command with a {@link JobException} when there is nothing to ask; an archive of
   * rejects alone leaves something.
   */
  public void checkQueryable() {
    checkOneOf(Tables.EVENTS, Tables.REJECTS);
  }

  private void checkOneOf(Table... tables) {
    if (Arrays.stream(tables).noneMatch(lake::has)) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "There is no table '%s' under %s: run 'ingest' or 'run' first."
              .formatted(tables[0].name(), lake.uri()));
    }
  }

  /** Leaves Spark as it was found: whoever had a session in this JVM before goes on with it. */
  @Override
  public void close() {
    hold.close();
    progress.close();
    if (isOurs) {
      spark.stop();
    }
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}

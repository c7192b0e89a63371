package io.fantail.job.session;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.table.lease.LeaseException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
  /** Returns into how many partitions everything is shuffled. */
  public int partitions() {
    return SparkSessions.partitions(spark);
  }

  /** Prepares for reading these objects: as many tasks as they are worth. */
  public void fitTo(List<ArchiveObject> objects) {
    SparkSessions.fitTo(spark, objects.stream().mapToLong(ArchiveObject::length).sum());
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

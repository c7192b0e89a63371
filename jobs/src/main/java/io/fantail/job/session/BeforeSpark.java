package io.fantail.job.session;

import io.fantail.table.Lake;
import io.fantail.table.LakeFolder;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * What a command has before it starts Spark. Most start it at once; one that looks first whether
 * there is anything to do is done much sooner where there is not.
 *
 * @param clock of the whole command
 */
public record BeforeSpark(Run run, Clock clock, LakeFolder lake, Progress progress)
    implements AutoCloseable {
  /**
   * Begins to tell of the progress.
   *
   * @param options that the command goes by, without a secret
   * @param lake address of the tables
   */
  public static BeforeSpark of(
      String command,
      Map<String, String> options,
      String lake,
      PrintWriter progressOut,
      Clock clock) {
    Run run = new Run(UUID.randomUUID().toString(), command, clock.instant(), options);
    Progress progress = new Progress(progressOut, clock);
    progress.watch();
    return new BeforeSpark(run, clock, new LakeFolder(SparkSessions.hadoop(), lake), progress);
  }

  public Configuration hadoop() {
    return lake.hadoop();
  }

  /**
   * Says from now on when the storage at these addresses, or that of the lake, keeps it waiting.
   */
  public void watchStorage(List<String> addresses) {
    List<String> all = new ArrayList<>(addresses);
    all.add(lake.uri());
    progress.watch(StorageWaits.of(all, hadoop()));
  }

  /** Starts Spark, or takes the session that runs already. */
  public Session start() {
    boolean isOurs = SparkSession.getDefaultSession().isEmpty();
    SparkSession spark = SparkSessions.create(run.command());
    progress.follow(spark.sparkContext());
    LakeHold hold =
        new LakeHold(run, lake.uri(), spark.sparkContext().hadoopConfiguration(), clock, progress);
    return new Session(
        run, clock, spark, isOurs, new Lake(spark, lake.uri(), hold), hold, progress);
  }

  @Override
  public void close() {
    progress.close();
  }
}

package io.fantail.job.doctor;

import io.fantail.job.message.JobException;
import io.fantail.job.session.LakePlace;
import io.fantail.job.session.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a run needs, in the order in which a run would miss it. */
public final class Doctor {
  /** Who asks what is wrong does not want to wait until it is right. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "fs.s3a.attempts.maximum", "2",
          "fs.s3a.retry.limit", "2",
          "fs.s3a.retry.throttle.limit", "3");

  /** Whether each look has a client of its own, which is as impatient. */
  private static final List<String> OWN_CLIENTS =
      List.of("fs.s3a.impl.disable.cache", "fs.s3.impl.disable.cache");

  private final SparkSession spark;
  private final Clock clock;
  private final Configuration hadoop;

  public Doctor(SparkSession spark, Clock clock) {
    this.spark = spark;
    this.clock = clock;
    this.hadoop = new Configuration(spark.sparkContext().hadoopConfiguration());
    IMPATIENT.forEach(hadoop::set);
    OWN_CLIENTS.forEach(key -> hadoop.setBoolean(key, true));
  }

  /** Looks at all of it. */
  public DoctorReport examine(List<String> archives, @Nullable String fileList, String lake) {
    List<Finding> findings = new ArrayList<>();
    Versions versions = Versions.here(spark);
    findings.addAll(versions.findings());
    findings.addAll(versions.ofStreams(hadoop.getTrimmed("fs.s3a.input.stream.type")));
    findings.addAll(DeltaCheck.of(spark));
    Stream.of(archives.stream(), Stream.ofNullable(fileList), Stream.of(lake))
        .flatMap(addresses -> addresses)
        .filter(address -> address.matches("(?i)s3[an]?://.*"))
        .findFirst()
        .ifPresent(address -> findings.add(CallerCheck.of(address, hadoop)));
    long archiveBytes = 0;
    for (String archive : archives) {
      ArchiveCheck check = ArchiveCheck.of(archive, hadoop);
      findings.add(check.finding());
      archiveBytes += check.bytes();
    }
    if (fileList != null) {
      ArchiveCheck check = ListCheck.of(fileList, hadoop);
      findings.add(check.finding());
      archiveBytes += check.bytes();
    }
    findings.addAll(lakeFindings(archives, lake));
    findings.addAll(room().findings(archiveBytes));
    return new DoctorReport(findings);
  }

  private List<Finding> lakeFindings(List<String> archives, String lake) {
    try {
      new LakePlace(lake, hadoop).checkApartFrom(archives);
    } catch (JobException within) {
      return List.of(
          Finding.problem("lake", String.valueOf(within.getMessage()), "Choose another --lake."));
    } catch (IOException | IllegalArgumentException unreachable) {
      // The next look says why.
    }
    List<Finding> findings = new ArrayList<>(new LakeCheck(lake, hadoop, clock).findings());
    if (findings.get(0).level() == Finding.Level.OK) {
      findings.add(LeaseCheck.of(lake, hadoop));
      findings.add(TablesCheck.of(lake, withOneClient()));
    }
    return findings;
  }

  /** For a look at many files. */
  private Configuration withOneClient() {
    Configuration one = new Configuration(hadoop);
    OWN_CLIENTS.forEach(key -> one.setBoolean(key, false));
    return one;
  }

  private Room room() {
    SparkConf conf = spark.sparkContext().conf();
    boolean isLocal = spark.sparkContext().isLocal();
    String spillFolder = conf.get("spark.local.dir", TemporaryFolder.ofJvm()).split(",", 2)[0];
    return new Room(
        isLocal
            ? Runtime.getRuntime().maxMemory()
            : conf.getSizeAsBytes("spark.executor.memory", "1g"),
        isLocal
            ? spark.sparkContext().defaultParallelism()
            : conf.getInt("spark.executor.cores", 1),
        isLocal,
        spillFolder,
        new File(spillFolder).getUsableSpace(),
        Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions")));
  }
}

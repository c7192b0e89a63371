package io.fantail.job;

import io.fantail.job.doctor.Doctor;
import io.fantail.job.doctor.DoctorReport;
import io.fantail.job.message.ExitCode;
import io.fantail.job.option.LakeAddress;
import io.fantail.job.session.SparkSessions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Says before a run what would stop it. It opens no lake: a cluster on which that cannot be done,
 * as without Delta, is what it is there for.
 */
@Command(
    name = "doctor",
    description =
        "Looks at everything that a run needs: versions, Delta, credentials, access to archive and"
            + " lake, the lease, clocks, memory and disk. Each finding says what to do. Exit code 1"
            + " where one would stop a run.")
final class DoctorCommand extends LakeCommand {
  @Mixin LakeAddress lakeAddress;

  @Option(
      names = "--archive",
      paramLabel = "URI",
      description =
          "Root of an archive, of which the beginning of one object is read. May be given more than"
              + " once. Without it the archive is left out.")
  List<String> archives = new ArrayList<>();

  @Option(
      names = "--file-list",
      paramLabel = "URI",
      description =
          "A file that names the objects, as 'run' takes it: the beginning of one object is read.")
  @Nullable String fileList;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean isOurs = SparkSession.getDefaultSession().isEmpty();
    SparkSession spark = SparkSessions.create(spec.name());
    try {
      DoctorReport report =
          new Doctor(spark, program.get()).examine(archives, fileList, lakeAddress.lake);
      if (outputOptions.json) {
        out.println(report.json());
      } else {
        report.lines().forEach(out::println);
      }
      return report.isSound() ? ExitCode.DONE : ExitCode.FAILED;
    } finally {
      if (isOurs) {
        spark.stop();
      }
    }
  }
}

package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.PriceOptions;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.Session;
import io.fantail.report.cost.Prices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does all of the main job. */
@Command(
    name = "run",
    description =
        "The main job: reads the archive, rebuilds the traces, writes tables and reports.")
final class RunCommand extends LakeCommand {
  @Mixin ArchiveOptions archiveOptions;
  @Mixin LakeOptions lakeOptions;
  @Mixin PriceOptions priceOptions;

  @Override
  void checkOptions() {
    archiveOptions.request(lakeOptions);
    priceOptions.prices();
  }

  @Override
  public Integer call() {
    ReadRequest request = archiveOptions.request(lakeOptions);
    Prices prices = priceOptions.prices();
    try (Session session = open(lakeOptions.lake)) {
      session.progress().noteDays(lakeOptions.wholeDays());
      print(new MainJob(session, prices).run(request));
      return ExitCode.DONE;
    }
  }
}

package io.fantail.job;

import io.fantail.job.item.ItemFile;
import io.fantail.job.message.ExitCode;
import io.fantail.job.option.DayOptions;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.look.page.PageAnswers;
import io.fantail.look.page.PageDocument;
import io.fantail.look.page.PageScope;
import io.fantail.table.DaySet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the page. */
@Command(
    name = "page",
    description =
        "Writes one HTML file that shows without a network what is slow, since when and why, what failed, and how complete"
            + " the picture is.")
final class PageCommand extends LakeCommand {
  @Mixin DayOptions dayOptions;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "The file to write: in a folder, s3://bucket/key, hdfs://... A page that is there is replaced.")
  String out;

  @Override
  void checkOptions() {
    dayOptions.check();
  }

  @Override
  public Integer call() {
    try (Session session = open(dayOptions.lake)) {
      session.checkQueryable();
      session.progress().begin("Drawing");
      ItemFile file = ItemFile.at(out, session.spark().sparkContext().hadoopConfiguration(), true);
      PageScope scope = PageScope.ofDays(DaySet.of(dayOptions.days()));
      PageAnswers.Found found = new PageAnswers(session.lake(), Together::map).of(scope, null);
      String html =
          PageDocument.of(
              Map.of("lake", session.lake().uri(), "program", "fantail", "version", "0"),
              List.of(),
              found);
      file.write(session.run().id(), writer -> writer.write(html));
      return ExitCode.DONE;
    }
  }
}

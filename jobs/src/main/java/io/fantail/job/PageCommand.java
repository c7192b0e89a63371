package io.fantail.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.DayOptions;
import io.fantail.job.option.Window;
import io.fantail.job.page.PageFile;
import io.fantail.job.page.PageSubject;
import io.fantail.job.session.Session;
import io.fantail.look.page.PageScope;
import io.fantail.table.DayRange;
import io.fantail.text.Figures;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--map-run",
      paramLabel = "ARN",
      description =
          "Only this Map Run and what started it: its ARN, its id or the beginning of it, or its label, where no other"
              + " is called so.")
  @Nullable String mapRun;

  @Option(
      names = "--execution",
      paramLabel = "ARN",
      description =
          "Only this execution with the Map Runs that it started, or with the one that it is a child of.")
  @Nullable String execution;

  @Option(
      names = "--base",
      paramLabel = "FROM/TO",
      description =
          "Another window, UTC, whose curve is drawn beside: executions that started from FROM until before TO.")
  @Nullable Window base;

  @Override
  void checkOptions() {
    dayOptions.check();
    if (mapRun != null && execution != null) {
      throw new JobException(
          ExitCode.USAGE, "--map-run or --execution: a page is about one of the two.");
    }
    if ((mapRun != null || execution != null) && !dayOptions.days().equals(DayRange.ALL)) {
      throw new JobException(
          ExitCode.USAGE,
          "--date, --from and --to are for a page of days, not for one of a Map Run or execution.");
    }
  }

  @Override
  public Integer call() {
    checkOptions();
    try (Session session = open(dayOptions.lake)) {
      session.checkQueryable();
      session.progress().noteDays(dayOptions.wholeDays());
      PageFile file = PageFile.at("--out", out, session);
      PageScope scope = scope(new PageSubject(session.lake()));
      session.progress().begin("Drawing");
      long bytes = file.write(scope, base);
      spec.commandLine()
          .getOut()
          .println(
              outputOptions.json
                  ? new ObjectMapper()
                      .createObjectNode()
                      .put("out", out)
                      .put("bytes", bytes)
                      .toString()
                  : "The page: " + out + ", " + Figures.count(bytes / 1_000) + " KB");
      return ExitCode.DONE;
    }
  }

  private PageScope scope(PageSubject subject) {
    String asked = mapRun == null ? execution : mapRun;
    if (asked != null) {
      return subject.of(asked);
    }
    PageScope days = subject.ofDays(dayOptions.days());
    if (days == null) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "No execution that started "
              + dayOptions.window()
              + " is in "
              + dayOptions.lake
              + ": there is nothing to draw.");
    }
    return days;
  }
}

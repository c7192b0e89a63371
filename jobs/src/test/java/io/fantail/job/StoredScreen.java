package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.summary.Summary;
import io.fantail.job.summary.SummaryPrinter;
import io.fantail.look.summary.StoredReports;
import io.fantail.look.words.ScreenPart;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/** The screen of some days, made again from the tables that a command left. */
final class StoredScreen {
  private static final String DAYS = "Days: ";

  private static final Pattern DAYS_IN_WORDS =
      Pattern.compile("(?m)^Days: (\\S{10})(?: to (\\S{10}))? \\(UTC\\)");

  private StoredScreen() {}

  /** Fails where a command printed another screen than the tables make of the days it names. */
  static void assertIsThatOf(Path lake, String printed) {
    String screen = of(lake, daysOf(printed), false);
    assertThat(screen).contains("SLOW", "FAILS", "The picture: ");
    String said = screen.contains(DAYS) ? screen.substring(0, screen.indexOf(DAYS)) : screen;
    assertThat(printed).startsWith(said.strip());
  }

  private static DaySet daysOf(String printed) {
    Matcher days = DAYS_IN_WORDS.matcher(printed);
    assertThat(days.find()).as(printed).isTrue();
    LocalDate first = LocalDate.parse(days.group(1));
    LocalDate last = days.group(2) == null ? first : LocalDate.parse(days.group(2));
    return DaySet.of(new DayRange(first, last.plusDays(1)));
  }

  /** What {@code report} would print of these days. */
  static String of(Path lake, DaySet days, boolean asJson) {
    return read(
        lake,
        opened -> {
          StringWriter written = new StringWriter();
          PrintWriter out = new PrintWriter(written);
          Summary summary = Summary.ofReports(opened, days, StoredReports.of(opened, days));
          SummaryPrinter.print(summary, out, asJson);
          out.flush();
          return written.toString();
        });
  }

  static List<ScreenPart> parts(Path lake, DaySet days) {
    return read(lake, opened -> Summary.parts(opened, days));
  }

  static List<ScreenPart> partsOfMapRun(Path lake, String mapRunArn) {
    return read(lake, opened -> Summary.partsOfMapRun(opened, mapRunArn));
  }

  private static <T> T read(Path lake, Function<Lake, T> work) {
    return SharedSpark.inNewSession(
        () -> work.apply(new Lake(SparkSession.active(), lake.toString())));
  }
}

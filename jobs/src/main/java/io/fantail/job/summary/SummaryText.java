package io.fantail.job.summary;

import io.fantail.event.parse.ArchiveAccount;
import io.fantail.event.parse.UnknownTypes;
import io.fantail.job.step.Account;
import io.fantail.report.ReportSummary;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints a summary for people: a table for each answer, and sentences. */
final class SummaryText {
  private static final int CELL_CHARS = 80;

  /** Sentences that are longer are hard to read, however wide the screen is. */
  private static final int MOST_COLUMNS = 120;

  /** As wide as a screen is that nobody measured. */
  private static final int USUAL_COLUMNS = 80;

  private static final Set<String> TOLD_BELOW = Set.of(Completeness.KEY, Summary.REJECTS_KEY);

  private final PrintWriter out;
  private final int width = TextTable.width(MOST_COLUMNS, USUAL_COLUMNS);
  private final Paragraphs text;
  private boolean isFirst = true;

  private SummaryText(PrintWriter out) {
    this.out = out;
    this.text = new Paragraphs(out, width);
  }

  static void print(Summary summary, PrintWriter out) {
    SummaryText text = new SummaryText(out);
    ReportSummary reports = summary.reports();
    if (reports == null) {
      summary.answers().forEach(text::print);
    } else {
      summary.screen(reports).print(text.text, text.width);
      text.isFirst = false;
      summary.answers().stream()
          .filter(answer -> TOLD_BELOW.contains(answer.key()))
          .forEach(text::print);
    }
    Account account = summary.account();
    if (account != null) {
      text.beginParagraph();
      text.text.plain(sentence(account));
      if (account.read().unknownTypes().total() > 0) {
        text.text.plain(sentence(account.read().unknownTypes()));
      }
    }
    if (!summary.days().isEmpty()) {
      text.text.plain("Days: " + summary.days().inWords() + " (UTC), those that were computed.");
    }
    out.println("Tables: " + summary.lake());
    if (reports != null && reports.mapRuns().mapRuns() > 0) {
      out.println("Look: " + Wording.page(summary.lake()));
    }
  }

  private void print(Answer answer) {
    int sentence = answer.columns().indexOf(Completeness.SENTENCE);
    if (sentence >= 0) {
      beginParagraph();
      text.plain(answer.rows().get(0).getString(sentence));
    } else if (!answer.rows().isEmpty()) {
      beginParagraph();
      out.println(answer.title());
      TextTable.of(answer.columns(), answer.rows(), answer.rows().size(), CELL_CHARS).print(out);
    }
  }

  private void beginParagraph() {
    if (!isFirst) {
      out.println();
    }
    isFirst = false;
  }

  /** Tells answers of the API and spans of AWS apart, though the table counts them as noise. */
  private static String sentence(Account account) {
    ArchiveAccount read = account.read();
    return String.format(
        Locale.ROOT,
        "Read %,d objects, %,.1f MB: %,d records = %,d events + %,d Lambda records%s%s%s + %,d noise"
            + "%s + %,d duplicates + %,d rejects.%s",
        read.objects(),
        read.bytes() / 1e6,
        read.records(),
        account.events(),
        account.lambdaRecords(),
        plus(read.descriptions(), "API answers"),
        plus(read.pendingChildren(), "children that never began"),
        plus(account.awsSpans(), "spans of AWS"),
        read.noise(),
        plus(read.outside(), "outside the dates"),
        account.duplicates(),
        read.rejects(),
        read.rejects() == 0
            ? ""
            : " Why they were rejected: SELECT source_file, reason, sample FROM rejects");
  }

  /** Tells of types that AWS has added since: their events are kept, and not used. */
  private static String sentence(UnknownTypes unknown) {
    return String.format(
            Locale.ROOT,
            "%,d events are of types that this version does not know, and are kept: ",
            unknown.total())
        + unknown.counts().entrySet().stream()
            .map(type -> String.format(Locale.ROOT, "%s %,d", type.getKey(), type.getValue()))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String plus(long count, String of) {
    return count == 0 ? "" : String.format(Locale.ROOT, " + %,d %s", count, of);
  }
}

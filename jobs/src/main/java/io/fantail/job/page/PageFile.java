package io.fantail.job.page;

import io.fantail.job.option.Window;
import io.fantail.job.output.OutputFile;
import io.fantail.job.session.InterpretedPlans;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.job.session.Version;
import io.fantail.job.summary.Summary;
import io.fantail.job.summary.Wording;
import io.fantail.look.page.PageAnswers;
import io.fantail.look.page.PageDocument;
import io.fantail.look.page.PageFacts;
import io.fantail.look.page.PageScope;
import io.fantail.look.words.ScreenPart;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page and where it is written. */
public final class PageFile {
  /** So many are read sooner than code for their queries is compiled. */
  private static final long FEW_EXECUTIONS = 50_000;

  private final Session session;
  private final OutputFile file;

  private PageFile(Session session, OutputFile file) {
    this.session = session;
    this.file = file;
  }

  /**
   * Looks where the page shall be; a page that is there is replaced, and nothing else.
   *
   * @param option that names the place
   */
  public static PageFile at(String option, String address, Session session) {
    return new PageFile(
        session,
        OutputFile.at(
            option,
            address,
            session.spark().sparkContext().hadoopConfiguration(),
            false,
            PageDocument.BEGINNING));
  }

  /**
   * Writes the page.
   *
   * @param base another window that is drawn beside; null where none is wanted
   * @return how many bytes it has
   */
  public long write(PageScope scope, @Nullable Window base) {
    Lake lake = session.lake();
    InterpretedPlans interpreted = InterpretedPlans.in(session.spark());
    try {
      if (lake.count(Tables.EXECUTIONS) > FEW_EXECUTIONS) {
        interpreted.end();
      }
      PageScope ofBase =
          base == null ? null : PageScope.ofTime(base.days(), base.from(), base.to());
      PageAnswers.Found found = new PageAnswers(lake, Together::map).of(scope, ofBase);
      PageFacts facts =
          new PageFacts(
              lake.uri(),
              Wording.PROGRAM,
              Version.NUMBER,
              base == null ? null : base.toString(),
              scope.isNarrowed(),
              scope.openedArn());
      String html = PageDocument.of(facts, words(scope), found);
      file.write(session.run().id(), writer -> writer.write(html));
      return html.getBytes(StandardCharsets.UTF_8).length;
    } finally {
      interpreted.end();
    }
  }

  /** What {@code run} says of the same; nothing where it has no words for just that. */
  private List<ScreenPart> words(PageScope scope) {
    if (scope.mapRunArns().size() == 1) {
      return Summary.partsOfMapRun(session.lake(), scope.mapRunArns().get(0));
    }
    return scope.isNarrowed() ? List.of() : Summary.parts(session.lake(), scope.days());
  }
}

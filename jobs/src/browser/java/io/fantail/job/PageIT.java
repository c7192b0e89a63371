package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a sample in Chromium: every control works, every figure is that of the tables. */
class PageIT {
  private static final Set<String> SERIOUS = Set.of("serious", "critical");
  private static final long MOST_BYTES = 3_000_000;

  private static PageLake made = new PageLake(Path.of(""), Path.of(""));
  private static Browser browser;
  private static LakeReader lake;

  @BeforeAll
  static void openThePage(@TempDir Path folder) {
    made = PageLake.in(folder);
    browser = new Browser();
    lake = LakeReader.open(made.lake());
  }

  @AfterAll
  static void close() {
    browser.close();
    lake.close();
  }

  @AfterEach
  void thePageComplainsOfNothing() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void isOneSmallFile() throws IOException {
    assertThat(Files.size(made.page())).isLessThan(MOST_BYTES);
    assertThat(Files.readString(made.page())).contains("Permission is hereby granted");
  }

  /** Presses all that can be pressed, chooses all that can be chosen, and opens all that opens. */
  @Test
  void everyControlDoesSomethingAndBreaksNothing() {
    Page page = browser.open(made.page());
    for (Locator part : page.locator("summary").all()) {
      part.evaluate("one => one.click()");
    }
    assertThat(page.locator("details:not([open])").count()).isZero();
    for (Locator select : page.locator("select").all()) {
      for (ElementHandle option : select.locator("option").elementHandles()) {
        select.selectOption(option.getAttribute("value"));
      }
    }
    for (Locator box : page.locator("input[type=checkbox]").all()) {
      box.check();
      box.uncheck();
    }
    Object pressed =
        page.evaluate(
            "() => { const all = [...document.querySelectorAll('button:not([disabled])')].filter(one => one.offsetParent);"
                + " all.forEach(one => one.click()); return all.length; }");
    assertThat((Integer) pressed).isGreaterThan(100);
    for (Locator search : page.locator("input[type=search]").all()) {
      search.fill("a");
      search.fill("");
    }
  }

  @Test
  void everyDeepLinkLeadsToItsRow() {
    Page page = browser.open(made.page());
    List<Row> spans =
        lake.rows(
            "SELECT span_id FROM spans JOIN (SELECT execution_arn FROM stragglers WHERE rank <= 7) USING (execution_arn) ORDER BY span_id");
    assertThat(spans.size()).isGreaterThan(100);
    Object missed =
        page.evaluate(
            """
            async ids => {
              const missed = [];
              for (const id of ids) {
                const gone = new Promise(done => addEventListener('hashchange', () => setTimeout(done), {once: true}));
                location.hash = 'span-' + id;
                await gone;
                if (document.activeElement.id !== 'span-' + id) {
                  missed.push(id);
                }
              }
              return missed;
            }""",
            spans.stream().map(span -> span.getString(0)).toList());
    assertThat((List<?>) missed).isEmpty();
    for (Row run : lake.rows("SELECT map_run_arn FROM map_runs")) {
      String arn = run.getString(0);
      page.evaluate(
          "id => { location.hash = id; }", "map-run-" + arn.substring(arn.lastIndexOf(':') + 1));
      page.locator("#map-run-story code", new Page.LocatorOptions().setHasText(arn)).waitFor();
    }
    page.evaluate("location.hash = 'span-0000000000000000'");
    assertThat(page.locator(".missing code").textContent())
        .contains("show 0000000000000000 --lake");
  }

  @Test
  void keysMoveThroughTheWaterfall() {
    Page page = browser.open(made.page());
    Locator rows = page.locator(".waterfall tbody tr");
    int before = rows.count();
    rows.first().focus();
    page.keyboard().press("ArrowLeft");
    assertThat(rows.count()).isEqualTo(1);
    page.keyboard().press("ArrowRight");
    assertThat(rows.count()).isEqualTo(before);
    page.keyboard().press("End");
    assertThat(rows.last().evaluate("one => document.activeElement === one")).isEqualTo(true);
    page.keyboard().press("Home");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("z");
    assertThat(rows.nth(1).evaluate("one => document.activeElement === one")).isEqualTo(true);
    page.keyboard().press("/");
    assertThat(page.locator("#search").evaluate("one => document.activeElement === one"))
        .isEqualTo(true);
  }

  @Test
  void searchFindsEveryKindOfName() {
    Page page = browser.open(made.page());
    Row slow =
        lake.rows(
                "SELECT s.execution_arn, max(p.request_id), max(p.span_id) FROM stragglers s JOIN spans p ON s.execution_arn = p.execution_arn"
                    + " WHERE s.rank = 1 GROUP BY s.execution_arn ORDER BY 1")
            .get(0);
    String key = lake.rows("SELECT min(item_key) FROM failed_items").get(0).getString(0);
    for (String sought : List.of(slow.getString(0), slow.getString(1), slow.getString(2), key)) {
      page.locator("#search").fill(sought);
      assertThat(page.locator("#found a").count()).as(sought).isPositive();
    }
    page.locator("#search").fill("nothing is called so");
    assertThat(page.locator("#found code").textContent())
        .contains("fantail show 'nothing is called so'");
  }

  @Test
  void markedTimesFilterTheRest() {
    Page page = browser.open(made.page());
    page.locator("#stragglers-table .more").click();
    int all = page.locator("#stragglers-table tbody tr").count();
    page.locator("#mark-least").fill("2000");
    page.locator("#mark-least").press("Enter");
    long slow =
        lake.number(
            "SELECT count(*) FROM (SELECT * FROM stragglers ORDER BY active_ms DESC LIMIT 200) WHERE active_ms >= 2000");
    assertThat(page.locator("#stragglers-table tbody tr").count())
        .isEqualTo((int) slow)
        .isLessThan(all);
    page.locator("#mark-clear").click();
    assertThat(page.locator("#stragglers-table tbody tr").count()).isEqualTo(all);
    Locator heat = page.locator("#heat .u-over");
    heat.scrollIntoViewIfNeeded();
    var box = heat.boundingBox();
    page.mouse().move(box.x + 5, box.y + 5);
    page.mouse().down();
    page.mouse().move(box.x + box.width - 5, box.y + box.height / 2);
    page.mouse().up();
    assertThat(page.locator("#marked").textContent()).startsWith("Marked: started ");
    assertThat(page.locator("#stragglers-table tbody tr").count()).isLessThan(all);
  }

  @Test
  void percentilesAreThoseOfTheTableLatency() {
    Page page = browser.open(made.page());
    List<String> expected = new ArrayList<>();
    for (Row row :
        lake.rows(
            "SELECT name, is_distributed_map_child, count + unfinished, p50_ms, p95_ms, p99_ms, p999_ms, max_ms FROM latency WHERE kind = 'execution'"
                + " ORDER BY name")) {
      expected.add(
          row.getString(0)
              + " "
              + (row.getBoolean(1) ? "children" : "parents")
              + " "
              + count(row.getLong(2))
              + " "
              + whole(row.getDouble(3))
              + " "
              + whole(row.getDouble(4))
              + " "
              + whole(row.getDouble(5))
              + " "
              + whole(row.getDouble(6))
              + " "
              + whole(row.getDouble(7)));
    }
    List<String> shown = new ArrayList<>();
    for (Locator row : page.locator("#latency-table tbody tr").all()) {
      List<String> cells = row.locator("th, td").allTextContents();
      shown.add(
          String.join(
              " ",
              cells.get(0),
              cells.get(1),
              cells.get(2),
              cells.get(4),
              cells.get(7),
              cells.get(8),
              cells.get(9),
              cells.get(10)));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The curve tells at each time how many took longer: the pointer reads it. */
  @Test
  void survivalCurveIsTheShareThatTookLonger() {
    Page page = browser.open(made.page());
    Locator over = page.locator("#survival .u-over");
    over.scrollIntoViewIfNeeded();
    var box = over.boundingBox();
    String label = page.locator("#survival .u-series").nth(1).locator(".u-label").textContent();
    String machine = label.replaceAll("children of (.*) \\(.*", "$1");
    int compared = 0;
    for (int at = 5; at < 95; at += 6) {
      page.mouse().move(box.x + box.width * at / 100, box.y + box.height / 2);
      String value = page.locator("#survival .u-series").nth(1).locator(".u-value").textContent();
      Object edge =
          page.evaluate(
              "() => { const u = document.querySelector('#survival .chart').plot; return u.data[0][u.cursor.idx]; }");
      if (value.contains("=")) {
        long longer =
            lake.number(
                "SELECT count(*) FROM executions WHERE state_machine_name = '"
                    + machine
                    + "' AND is_distributed_map_child AND active_ms > "
                    + edge
                    + "D");
        assertThat(value).as("above " + edge + " ms").endsWith("= " + count(longer));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(5);
  }

  /** Bars of a child lie on an axis from its start on, as long as the slowest that is shown. */
  @Test
  void barsOfTheWaterfallAreTheSpans() {
    Page page = browser.open(made.page());
    int compared = 0;
    for (Row child :
        lake.rows(
            "SELECT execution_arn, longest FROM (SELECT *, max(active_ms) OVER (PARTITION BY map_run_arn) AS longest FROM stragglers) WHERE rank = 4")) {
      double longest = child.getDouble(1);
      for (Row span :
          lake.rows(
              "SELECT span_id, active_ms, unix_micros(started_at) - min(unix_micros(started_at)) OVER () FROM spans"
                  + " WHERE execution_arn = '"
                  + child.getString(0)
                  + "' AND kind <> 'aws' ORDER BY started_at, span_id")) {
        page.evaluate("id => { location.hash = 'span-' + id; }", span.getString(0));
        Locator bar = page.locator("#span-" + span.getString(0) + " rect[data-millis]");
        bar.waitFor();
        double perUnit = longest / 1_000;
        assertThat(number(bar, "data-millis")).isEqualTo(span.getDouble(1));
        assertThat(number(bar, "x") * perUnit).isCloseTo(span.getLong(2) / 1_000.0, within(0.01));
        assertThat(number(bar, "width") * perUnit)
            .isCloseTo(Math.max(span.getDouble(1), 2 * perUnit), within(1.0));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(8);
  }

  private static double number(Locator element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void foldedChildrenAreThoseOfTheTable() {
    Page page = browser.open(made.page());
    for (Row fold :
        lake.rows(
            "SELECT count(*), percentile(active_ms, 0.5), percentile(active_ms, 0.99), max(active_ms) FROM executions WHERE is_distributed_map_child AND status = 'SUCCEEDED'"
                + " AND retried_at IS NULL AND throttled_at IS NULL AND map_run_arn IN (SELECT map_run_arn FROM map_runs ORDER BY duration_ms DESC LIMIT 1)")) {
      Locator row =
          page.locator(".waterfall tr", new Page.LocatorOptions().setHasText("succeeded at once"))
              .first();
      assertThat(row.locator("td").nth(0).textContent()).isEqualTo(count(fold.getLong(0)));
      assertThat(row.locator("td").nth(1).textContent())
          .isEqualTo(
              "p50 "
                  + time(fold.getDouble(1))
                  + "p99 "
                  + time(fold.getDouble(2))
                  + "max "
                  + time(fold.getDouble(3)));
    }
  }

  @Test
  void stateMapHasTheStatesAndWhatFollowsWhat() {
    Page page = browser.open(made.page());
    for (Row state :
        lake.rows(
            "SELECT state_machine_name, name, count + unfinished, p50_ms, p99_ms, errors FROM latency WHERE kind = 'state'")) {
      page.locator("#state-machine").selectOption(state.getString(0));
      List<String> texts =
          page.locator("[data-state='" + state.getString(1) + "'] text").allTextContents();
      assertThat(texts.get(1)).endsWith("· " + count(state.getLong(2)));
      assertThat(texts.get(2))
          .isEqualTo("p50 " + time(state.getDouble(3)) + " · p99 " + time(state.getDouble(4)));
      assertThat(texts.get(3))
          .startsWith(state.getLong(5) == 0 ? "no error" : count(state.getLong(5)) + " error");
    }
    page.locator("#state-machine").selectOption("order-fanout/EnrichOrders");
    long followed =
        lake.number(
            "SELECT count(*) FROM spans WHERE kind = 'state' AND state_name = 'Enrich' AND state_machine_name = 'order-fanout/EnrichOrders'");
    assertThat(page.locator(".edge title").allTextContents())
        .contains("HasDetails → Enrich: " + count(followed) + " times");
  }

  @Test
  void flameGraphIsTheSumOfTheSpans() {
    Page page = browser.open(made.page());
    for (Row state :
        lake.rows(
            "SELECT state_machine_name, state_name, sum(active_ms) FROM spans WHERE kind = 'state' AND is_distributed_map_child GROUP BY 1, 2 HAVING sum(active_ms) > 1000")) {
      Locator box =
          page.locator(
              ".flame-box[data-path='" + state.getString(0) + " / " + state.getString(1) + "']");
      assertThat(Double.parseDouble(box.getAttribute("data-millis")))
          .isEqualTo(state.getDouble(2), within(0.5));
    }
    page.locator("#flame-slow").click();
    page.locator("#flame-difference").click();
    assertThat(page.locator(".flame-more").count()).isPositive();
  }

  @Test
  void errorsAndItemsAreThoseOfTheTables() {
    Page page = browser.open(made.page());
    List<String> expected = new ArrayList<>();
    for (Row row :
        lake.rows(
            "SELECT error, sum(terminal), sum(recovered), sum(attempts) FROM errors GROUP BY error, fingerprint, state_machine_name, state_name, function_name, is_distributed_map_child")) {
      expected.add(
          row.getString(0)
              + " "
              + count(row.getLong(1))
              + " "
              + count(row.getLong(2))
              + " "
              + count(row.getLong(3)));
    }
    page.locator("#errors-table .more").evaluate("one => one.click()");
    List<String> shown = new ArrayList<>();
    for (Locator row : page.locator("#errors-table tbody tr").all()) {
      List<String> cells = row.locator("> th, > td").allTextContents();
      shown.add(
          row.locator("strong").textContent()
              + " "
              + cells.get(2)
              + " "
              + cells.get(3)
              + " "
              + cells.get(4));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(page.locator("#fails .answer").textContent())
        .contains(count(lake.number("SELECT count(*) FROM failed_items")) + " items to run again");
  }

  @Test
  void linksAreThoseOfTheTables() {
    Page page = browser.open(made.page());
    Row attempts =
        lake.rows(
                "SELECT sum(IF(link IN ('ambiguous', 'no_logs'), 0, total)), sum(total) FROM link_coverage WHERE subject = 'lambda_attempt' AND link <> 'not_invoked'")
            .get(0);
    String share =
        attempts.getLong(0) == attempts.getLong(1)
            ? "100 %"
            : String.format(
                Locale.ROOT,
                "%.1f %%",
                Math.floorDiv(1000 * attempts.getLong(0), attempts.getLong(1)) / 10.0);
    assertThat(page.locator(".coverage-list").textContent())
        .contains(
            "Lambda attempts to their invocation: " + share + " of " + count(attempts.getLong(1)));
  }

  @Test
  void timesAreToldInTheZoneThatIsAskedFor() {
    Page page = browser.open(made.page());
    assertThat(page.locator("#zone").textContent()).isEqualTo("Times in UTC");
    String utc = page.locator("header time").first().textContent();
    assertThat(utc).startsWith("2026-08-24 02:00:0");
    page.locator("#zone").click();
    assertThat(page.locator("#zone").textContent()).startsWith("Times in ");
    page.locator("#zone").click();
    assertThat(page.locator("header time").first().textContent()).isEqualTo(utc);
  }

  @ParameterizedTest
  @CsvSource({"1280,LIGHT", "1280,DARK", "390,LIGHT"})
  void canBeReadByEverybody(int width, ColorScheme colours) {
    Page page = browser.open(made.page(), "", width, colours);
    page.locator("summary").all().forEach(part -> part.evaluate("one => one.click()"));
    List<String> serious =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(PageIT::inWords)
                .toList();
    assertThat(serious).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
  }

  private static String inWords(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().subList(0, Math.min(3, rule.getNodes().size())).stream()
            .map(node -> node.getHtml())
            .toList();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** As the terminal writes times. */
  private static String time(double millis) {
    if (millis >= 600_000) {
      return String.format(Locale.ROOT, "%,.1f min", millis / 60_000);
    }
    return millis >= 10_000
        ? String.format(Locale.ROOT, "%,.1f s", millis / 1_000)
        : String.format(Locale.ROOT, "%,.0f ms", millis);
  }
}

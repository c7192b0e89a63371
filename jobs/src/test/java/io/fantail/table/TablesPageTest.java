package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.BrokenReason;
import io.fantail.event.RejectReason;
import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the columns on the page {@code jobs/TABLES.md} equal to the declarations of the tables.
 * With {@code -Dfantail.tables=write} it writes them instead; all else on the page is by hand.
 */
class TablesPageTest {
  private static final Path PAGE = Path.of("TABLES.md");
  private static final String BEGIN =
      "<!-- From here on written by TablesPageTest with -Dfantail.tables=write. -->\n";
  private static final String END = "<!-- By hand again. -->\n";

  /** A line of the overview at the top: the table, and behind what a row is its columns. */
  private static final Pattern OVERVIEW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]*\\| (.*) \\|$");

  private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+)`");

  static Stream<Table> tables() {
    return Tables.ALL.stream();
  }

  @Test
  void printsEveryColumnOfEveryTable() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String written = tables().map(TablesPageTest::chapter).collect(Collectors.joining("\n"));
    if ("write".equals(System.getProperty("fantail.tables"))) {
      Files.writeString(PAGE, page.substring(0, begin) + written + page.substring(end));
      return;
    }

    assertThat(page.substring(begin, end)).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void namesNoColumnInTheOverviewThatTheTableHasNot(Table table) throws IOException {
    String overview = Files.readString(PAGE).split("\n## ", 2)[0];
    Matcher line = OVERVIEW.matcher(overview);
    List<String> named =
        line.results()
            .filter(result -> result.group(1).equals(table.name()))
            .map(result -> result.group(2))
            .flatMap(columns -> NAME.matcher(columns).results())
            .map((MatchResult result) -> result.group(1))
            .toList();

    assertThat(named).isNotEmpty().isSubsetOf(table.columnNames());
  }

  @Test
  void explainsEachReasonOfAReject() throws IOException {
    String chapter =
        Files.readString(PAGE).split("\n## Why something is rejected\n", 2)[1].split("\n## ", 2)[0];
    Set<String> explained =
        NAME.matcher(chapter)
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    explained.removeAll(Set.of("rejects", "reason"));
    Set<String> reasons =
        Stream.of(BrokenReason.values(), RejectReason.values())
            .flatMap(Stream::of)
            .map(reason -> reason.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(explained).isEqualTo(reasons);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void saysEachThingInOneSentence(Table table) {
    Stream<String> ofColumns = table.columns().stream().map(Column::sentence);
    assertThat(Stream.concat(Stream.of(table.sentence()), ofColumns))
        .allSatisfy(sentence -> assertThat(sentence).matches("[A-Za-z][^|\n]*[^ .]\\."));
    assertThat(table.columnNames()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void countsInAUnitOnlyWhatIsANumber(Table table) {
    assertThat(table.columns())
        .filteredOn(column -> column.unit() != null)
        .extracting(Column::type)
        .isSubsetOf(FieldType.INTEGER, FieldType.WHOLE, FieldType.NUMBER, FieldType.DURATION);
  }

  private static String chapter(Table table) {
    return table.columns().stream()
        .map(TablesPageTest::line)
        .collect(
            Collectors.joining(
                "",
                "### `"
                    + table.name()
                    + "`\n\n"
                    + table.sentence()
                    + "\n\n| column | type and unit | may be null | |\n|---|---|---|---|\n",
                ""));
  }

  private static String line(Column column) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            column.name(), column.type().sql(), column.nullable() ? "yes" : "", column.sentence());
  }
}

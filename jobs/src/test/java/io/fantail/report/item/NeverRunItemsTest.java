package io.fantail.report.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.PendingChild;
import io.fantail.event.history.ChildItems;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.spark.Codec;
import io.fantail.table.DaySet;
import io.fantail.testing.ColumnValues;
import io.fantail.trace.WantedDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeverRunItemsTest {
  private static final String ID = "0000000a-1111-2222-3333-444444444444";
  private static final String RUN = "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:" + ID;

  private final List<ItemPart> parts = new ArrayList<>();

  /** What is left of an input, and the rows: index, key, item. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"Key\":\"a.csv\"} | 1 | 0 a.csv {\"Key\":\"a.csv\"}",
        "7 | 1 | 0 7 7",
        "{\"Items\":[\"a\",{\"id\":2}]} | 2 | 0 a \"a\";1 2 {\"id\":2}",
        "{\"BatchInput\":{\"x\":1},\"Items\":[\"a\"]} | 1 | 0 a \"a\"",
        "{\"Items\":[]} | 0 | ",
        // Cut by the payload policy
        "{\"Items\":[\"a\",\"b | 3 | 0 a \"a\";1 - -;2 - -",
        "{\"Items\":[\"a\",\"b | - | 0 a \"a\";- - -",
        "{\"id\":\"7\",\"na | 1 | 0 - -",
        // Left out by AWS, or kept by none
        "- | - | - - -",
        "- | 2 | 0 - -;1 - -",
        "torn { | 1 | 0 - -"
      })
  void areAllOfTheChild(@Nullable String input, @Nullable Integer items, @Nullable String rows) {
    run(Map.of());
    parts.add(ItemPart.of(new PendingChild(ID, 0, 0, 5, items, input, "file:/PENDING_0.json")));

    assertThat(
            rows().stream()
                .map(row -> (row.index() + " " + row.key() + " " + row.item()).replace("null", "-"))
                .collect(Collectors.joining(";")))
        .isEqualTo(rows == null ? "" : rows);
    assertThat(rows()).noneMatch(FailedItem::isSuspect);
  }

  @Test
  void tellWhatTheyRestOn() {
    run(Map.of("redrivable", "true"));
    pending(0, 0, 5, "{\"id\":\"7\"}");

    assertThat(rows()).hasSize(1);
    assertThat(ColumnValues.of(rows().get(0), FailedItem.TABLE.shape()))
        .containsEntry("map_run_arn", RUN)
        .containsEntry("map_run_link", "result_writer")
        .containsEntry("execution_arn", null)
        .containsEntry("source_file", "file:/0/PENDING_0.json")
        .containsEntry("source_row", 5L)
        .containsEntry("item_key", "7")
        .containsEntry("status", "NEVER_RAN")
        .containsEntry("error", null)
        .containsEntry("attempts", 0)
        .containsEntry("is_suspect", false)
        .containsEntry("is_redrivable", true);
    assertThat(rows().get(0).day()).isEqualTo(ColumnValues.DAY);
  }

  /**
   * Exports by the redrives before each, the redrives by the parent's events and by DescribeMapRun,
   * how the Map Run ended and how many then had not begun: the rows of which export are there, and
   * whether as suspects.
   */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0,   0, -, error, -, 0",
        "0,   0, 0, error, 1, 0",
        "0,   1, -, error, -, 0?",
        "0,   1, 1, error, 3, 0?",
        "0,   -, 2, aborted, 3, 0?",
        "0,   1, 1, error, 0, -",
        "0,   1, -, ok, -, -",
        "0,   1, -, unfinished, -, 0?",
        "0 1, 1, 1, error, -, 1",
        "0 1, 0, -, error, -, 1",
        "0 1, 2, -, error, -, 1?",
        "0 1, 2, -, ok, -, -",
        "0 10 9, 10, -, error, -, 10",
        "0,   0, -, ok, -, 0"
      })
  void areThoseThatNoRedriveRan(
      String exports,
      @Nullable String byEvents,
      @Nullable String byAnswer,
      String status,
      @Nullable String pending,
      @Nullable String expected) {
    Map<String, String> attributes = new HashMap<>();
    put(attributes, "redrives", "0".equals(byEvents) ? null : byEvents);
    put(attributes, "reported_redrives", byAnswer);
    put(attributes, "pending_children", pending);
    run(status, RUN, attributes);
    for (String redrive : exports.strip().split(" ", -1)) {
      pending(Integer.parseInt(redrive), 0, 0, "\"a\"");
      pending(Integer.parseInt(redrive), 0, 1, "\"b\"");
    }

    String found =
        rows().stream()
            .map(row -> row.sourceFile() + (row.isSuspect() ? "?" : ""))
            .distinct()
            .collect(Collectors.joining(" "))
            .replaceAll("file:/|/PENDING_0.json", "");
    assertThat(found).isEqualTo(expected == null ? "" : expected);
    assertThat(rows()).hasSize(expected == null ? 0 : 2);
  }

  private static void put(Map<String, String> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  /** In whatever order they come, the rows of an export in copies count once, equal items twice. */
  @Test
  void areEachOnceThoughTheirExportIsThereTwice() {
    run(Map.of());
    for (int copy = 0; copy < 2; copy++) {
      for (int row = 0; row < 12; row++) {
        pending(0, row % 2, row / 2, "\"same\"");
      }
    }
    Collections.shuffle(parts, new Random(7));

    assertThat(rows()).hasSize(12);
    assertThat(rows()).extracting(FailedItem::sourceRow).isSubsetOf(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void areNoneWhereTheirMapRunIsNotKnown() {
    pending(0, 0, 0, "\"a\"");
    run("error", "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:another", Map.of());
    assertThat(rows()).isEmpty();

    run(Map.of());
    run(Map.of());
    assertThat(rows()).as("a Map Run that two tasks tell of").hasSize(1);

    run("error", RUN.replace("orders", "other"), Map.of());
    assertThat(rows()).as("two Map Runs of one id").isEmpty();
  }

  @Test
  void areThoseOfTheDaysThatAreWritten() {
    run(Map.of());
    pending(0, 0, 0, "\"a\"");

    assertThat(rows(DaySet.NONE)).isEmpty();
    assertThat(rows(DaySet.from(ColumnValues.DAY))).hasSize(1);
    assertThat(rows(DaySet.from(LocalDate.of(2099, 1, 1)))).isEmpty();
  }

  private void run(Map<String, String> attributes) {
    run("error", RUN, attributes);
  }

  private void run(String status, String arn, Map<String, String> attributes) {
    Map<String, Object> columns =
        Map.of("kind", "map_run", "status", status, "map_run_arn", arn, "attributes", attributes);
    ItemTally tally = new ItemTally();
    tally.addMapRun(ColumnValues.read(columns, ReportedSpan::shape));
    parts.addAll(tally.found());
  }

  private void pending(int redrive, int number, long row, String input) {
    parts.add(
        ItemPart.of(
            new PendingChild(
                ID,
                redrive,
                number,
                row,
                ChildItems.in(input).count(),
                input,
                "file:/%d/PENDING_%d.json".formatted(redrive, number))));
  }

  private List<FailedItem> rows() {
    return rows(DaySet.ALL);
  }

  /** As they are read behind the shuffle. */
  private List<FailedItem> rows(WantedDays days) {
    Codec<ItemPart> codec = Codec.of(ItemPart::shape);
    Stream<ItemPart> sorted =
        parts.stream()
            .sorted(Comparator.comparing(ItemPart::sortKey))
            .map(part -> codec.unpack(codec.pack(part)));
    List<FailedItem> rows = new ArrayList<>();
    new FailedItems(sorted.iterator(), days).forEachRemaining(rows::add);
    return rows;
  }
}

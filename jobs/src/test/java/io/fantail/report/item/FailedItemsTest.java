package io.fantail.report.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.spark.Codec;
import io.fantail.table.DaySet;
import io.fantail.testing.ColumnValues;
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
import org.junit.jupiter.params.provider.ValueSource;

class FailedItemsTest {
  private static final String RUN = "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:a";

  private final ItemTally tally = new ItemTally();

  /** What is left of an input, how many items it had, and the rows: index, key, item, suspect. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "-",
      value = {
        // One item: an object of S3, a row of CSV, anything
        "{\"Key\":\"a.csv\"} | 1 | - | 0 a.csv {\"Key\":\"a.csv\"}",
        "{\"id\":\"7\",\"name\":\"Ann\"} | 1 | boom | 0 7 {\"id\":\"7\",\"name\":\"Ann\"}",
        "[1,2] | 1 | boom | 0 - [1,2]",
        "{\"id\":\"7\",\"na | 1 | boom | 0 - -",
        "{\"id\":\"7\",\"na | - | boom | 0 - -",
        // No input: as many as were counted
        "- | 1 | boom | 0 - -",
        "- | 3 | boom | 0 - - ?;1 - - ?;2 - - ?",
        "- | - | boom | - - -",
        // A batch of which nothing says which failed
        "{\"Items\":[\"a\",\"b\"]} | 2 | boom | 0 a \"a\" ?;1 b \"b\" ?",
        "{\"Items\":[\"a\",\"b\"]} | - | boom | 0 a \"a\" ?;1 b \"b\" ?",
        "{\"Items\":[\"a\"]} | 1 | boom | 0 a \"a\"",
        "{\"Items\":[]} | 0 | boom | none",
        // A batch of which the cause names some
        "{\"Items\":[\"a-1\",\"b-1\",\"c-1\"]} | 3 | no b-1 | 1 b-1 \"b-1\"",
        "{\"Items\":[\"a-1\",\"b-1\"]} | 2 | {\"failed\":[\"a-1\",\"x\"]} | 0 a-1 \"a-1\";1 b-1 \"b-1\" ?",
        // A batch that was cut
        "{\"Items\":[\"a\",\"b\",\"c | 4 | boom | 0 a \"a\" ?;1 b \"b\" ?;2 - - ?;3 - - ?",
        "{\"Items\":[\"a\",\"b\",\"c | - | boom | 0 a \"a\" ?;1 b \"b\" ?;- - - ?",
        "{\"Items\":[\"a-1\",\"b-1\",\"c | 9 | no b-1 | 1 b-1 \"b-1\"",
        "{\"Items\":[\"a-1\",\"b | 3 | {\"failed\":[\"a-1\",\"z-1\"]} | 0 a-1 \"a-1\";1 - - ?;2 - - ?",
        "{\"BatchInput\":{\"x\":1},\"It | 2 | boom | 0 - - ?;1 - - ?"
      })
  void areThoseOfAChild(
      @Nullable String input, @Nullable Integer counted, @Nullable String cause, String rows) {
    fail("child", input, counted, cause == null ? "boom" : cause);

    String found =
        rows().stream()
            .map(
                row ->
                    (row.index()
                            + " "
                            + row.key()
                            + " "
                            + row.item()
                            + (row.isSuspect() ? " ?" : ""))
                        .replace("null", "-"))
            .collect(Collectors.joining(";"));
    assertThat(found).isEqualTo(rows.equals("none") ? "" : rows);
  }

  @Test
  void tellHowTheChildFailed() {
    tally.add(
        execution(Map.of("execution_arn", "child", "status", "TIMED_OUT", "items", 1)),
        List.of(
            attempt("error"),
            attempt("ok"),
            root(Map.of("input", "7", "error", "Around", "error_fingerprint", "aa")),
            attempt("error"),
            attempt("aborted"),
            span(
                Map.of(
                    "kind",
                    "state",
                    "failure_origin",
                    true,
                    "terminal",
                    true,
                    "error",
                    "Boom",
                    "error_fingerprint",
                    "ff"))));

    assertThat(rows()).hasSize(1);
    assertThat(ColumnValues.of(rows().get(0), FailedItem.TABLE.shape()))
        .containsEntry("map_run_arn", RUN)
        .containsEntry("execution_arn", "child")
        .containsEntry("status", "TIMED_OUT")
        .containsEntry("error", "Boom")
        .containsEntry("fingerprint", "ff")
        .containsEntry("attempts", 2)
        .containsEntry("is_suspect", false)
        .containsEntry("is_redrivable", null);
    assertThat(rows().get(0).day()).isEqualTo(ColumnValues.DAY);
  }

  @Test
  void areNoneOfWhatSucceededRunsOrIsNoChild() {
    for (String status : List.of("SUCCEEDED", "RUNNING")) {
      tally.add(execution(Map.of("status", status)), List.of(root(Map.of("input", "7"))));
    }
    tally.add(
        execution(Map.of("is_distributed_map_child", false)), List.of(root(Map.of("input", "7"))));
    tally.add(execution(Map.of()), List.of(attempt("error")));

    assertThat(tally.found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ok, -, false",
        "error, true, true",
        "error, false, false",
        "error, -, -",
        "aborted, true, true",
        "unfinished, -, -"
      })
  void areRedrivableAsTheirMapRunIs(
      String status, @Nullable String noted, @Nullable Boolean expected) {
    fail("child", "7", 1, "boom");
    Map<String, String> attributes = noted == null ? Map.of() : Map.of("redrivable", noted);
    tally.addMapRun(span(Map.of("kind", "map_run", "status", status, "attributes", attributes)));
    tally.addMapRun(span(Map.of("kind", "map_run", "map_run_arn", "arn:other", "status", "ok")));

    assertThat(rows()).extracting(FailedItem::isRedrivable).containsExactly(expected);
  }

  /** An answer may count anything; in 256 KiB there is no room for it. */
  @Test
  void areNoMoreThanAnInputHasRoomFor() {
    fail("child", null, Integer.MAX_VALUE, "boom");

    assertThat(rows()).hasSize(131_072);
  }

  /** Whichever task saw what, and in whatever order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void areTheSameHoweverTheyWereFound(long seed) {
    Random random = new Random(seed);
    List<ItemTally> tasks = Stream.generate(ItemTally::new).limit(3).toList();
    ItemTally one = new ItemTally();
    for (int i = 0; i < 30; i++) {
      String arn = "child " + i;
      String input = "{\"Items\":[\"a-" + i + "\",2]}";
      ReportedExecution execution =
          execution(Map.of("execution_arn", arn, "map_run_arn", i % 7 == 0 ? "" : RUN + i % 3));
      List<ReportedSpan> spans =
          new ArrayList<>(
              List.of(
                  root(
                      Map.of(
                          "execution_arn",
                          arn,
                          "input",
                          input,
                          "map_run_arn",
                          i % 7 == 0 ? "" : RUN + i % 3)),
                  attempt("error"),
                  attempt("ok")));
      one.add(execution, List.copyOf(spans));
      Collections.shuffle(spans, random);
      tasks.get(random.nextInt(3)).add(execution, spans);
    }
    ReportedSpan mapRun = span(Map.of("kind", "map_run", "map_run_arn", RUN + 1, "status", "ok"));
    one.addMapRun(mapRun);
    tasks.get(0).addMapRun(mapRun);

    assertThat(rows(tasks)).isEqualTo(rows(List.of(one))).hasSize(60);
  }

  private void fail(String arn, @Nullable String input, @Nullable Integer counted, String cause) {
    Map<String, Object> execution = new HashMap<>(Map.of("execution_arn", arn));
    if (counted != null) {
      execution.put("items", counted);
    }
    Map<String, Object> root = new HashMap<>(Map.of("execution_arn", arn, "cause", cause));
    if (input != null) {
      root.put("input", input);
    }
    tally.add(execution(execution), List.of(root(root)));
  }

  private static ReportedExecution execution(Map<String, Object> columns) {
    Map<String, Object> whole = new HashMap<>();
    whole.put("is_distributed_map_child", true);
    whole.put("execution_arn", "child");
    whole.put("status", "FAILED");
    whole.put("map_run_arn", RUN);
    whole.putAll(columns);
    return ColumnValues.read(whole, ReportedExecution::shape);
  }

  private static ReportedSpan root(Map<String, Object> columns) {
    Map<String, Object> whole = new HashMap<>(Map.of("kind", "execution", "status", "error"));
    whole.putAll(columns);
    return span(whole);
  }

  private static ReportedSpan attempt(String status) {
    return span(Map.of("kind", "attempt", "status", status));
  }

  private static ReportedSpan span(Map<String, Object> columns) {
    Map<String, Object> whole = new HashMap<>();
    whole.put("is_distributed_map_child", true);
    whole.put("execution_arn", "child");
    whole.put("map_run_arn", RUN);
    whole.putAll(columns);
    return ColumnValues.read(whole, ReportedSpan::shape);
  }

  private List<FailedItem> rows() {
    return rows(List.of(tally));
  }

  /** As they are read behind the shuffle. */
  private static List<FailedItem> rows(List<ItemTally> tasks) {
    Codec<ItemPart> codec = Codec.of(ItemPart::shape);
    List<ItemPart> sorted =
        tasks.stream()
            .flatMap(task -> task.found().stream())
            .sorted(Comparator.comparing(ItemPart::sortKey))
            .map(part -> codec.unpack(codec.pack(part)))
            .toList();
    List<FailedItem> rows = new ArrayList<>();
    new FailedItems(sorted.iterator(), DaySet.ALL).forEachRemaining(rows::add);
    return rows;
  }
}

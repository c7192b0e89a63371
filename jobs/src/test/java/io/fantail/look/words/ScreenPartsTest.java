package io.fantail.look.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.look.words.ScreenPart.Columns;
import io.fantail.look.words.ScreenPart.Command;
import io.fantail.look.words.ScreenPart.Item;
import io.fantail.look.words.ScreenPart.Sentence;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ScreenPartsTest {
  private final ScreenParts words = new ScreenParts();

  @Test
  void collectsParagraphsInTheirOrder() {
    words.plain("orders · 4 children in 1 Map Run");
    words.begin("SLOW", "Each (4 children): p50 349 ms.");
    words.next("Fan (2 children): p50 2 ms.");
    words.next("WHY", "Of 9 ms lost:");
    words.item(new Item(List.of("why", "26 %", "retry: 3 slow"), "arn:slow"), "why  26 %  retry");
    words.item("No other stands out.");
    words.copied("fantail query");
    words.copied("fantail failed-items", "4 items");
    words.title("SLOWEST", " (time, held by)");
    words.copied(new Item(List.of("797 ms", "retry"), "arn:child"), "797 ms  retry  arn:child");

    assertThat(words.all())
        .containsExactly(
            new ScreenPart(null, List.of(new Sentence("orders · 4 children in 1 Map Run"))),
            new ScreenPart(
                "SLOW",
                List.of(
                    new Sentence("Each (4 children): p50 349 ms."),
                    new Sentence("Fan (2 children): p50 2 ms."))),
            new ScreenPart(
                "WHY",
                List.of(
                    new Sentence("Of 9 ms lost:"),
                    new Item(List.of("why", "26 %", "retry: 3 slow"), "arn:slow"),
                    new Item(List.of("No other stands out."), null),
                    new Command("fantail query", null),
                    new Command("fantail failed-items", "4 items"))),
            new ScreenPart(
                "SLOWEST",
                List.of(
                    new Sentence("(time, held by)"),
                    new Item(List.of("797 ms", "retry"), "arn:child"))));
  }

  @Test
  void writesFiguresOfATableAsATerminalDoes() {
    words.title("MAP RUNS", ", the longest (in s)");
    words.table(
        List.of("state", "children", "p50", "tail"),
        List.of(RowFactory.create("Fan", 1_600L, null, new BigDecimal("11.9"))),
        40);

    assertThat(words.all().get(0).lines())
        .containsExactly(
            new Sentence("the longest (in s)"),
            new Columns(List.of("state", "children", "p50", "tail")),
            new Item(List.of("Fan", "1,600", "-", "11.9"), null));
  }

  /** Names are payload of others. */
  @Test
  void keepsNamesInOneLineAndShort() {
    String ugly = "a\nb\u001b[2J\u202ec" + "n".repeat(10_000);
    words.plain(ugly);
    words.begin("WHY", ugly);
    words.item(new Item(List.of(ugly, "<script>"), ugly), ugly);
    words.columns(List.of(ugly), ugly);
    words.copied(ugly, ugly);
    words.table(List.of(ugly), List.of(RowFactory.create(ugly)), 40);

    assertThat(words.all().toString())
        .doesNotContainPattern("[\\p{Cc}\u202e]")
        .contains("<script>");
    assertThat(words.all().get(0).lines()).allMatch(line -> line.toString().length() < 100);
  }
}

package io.fantail.report.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.policy.PayloadPolicy;
import io.fantail.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChildInputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Key\":\"in/a.csv\",\"Size\":12,\"ETag\":\"\\\"9f\\\"\",\"StorageClass\":\"STANDARD\"}",
        "{\"name\":\"Ann, \\\"the\\\" first\",\"amount\":\"12.50\"}",
        "{\"index\":1,\"value\":{\"n\":1},\"parentId\":\"arn:aws:states:x\"}",
        "{\"Items\":[1,2],\"count\":2}",
        "{\"count\":2,\"Items\":[1,2]}",
        "{\"Items\":\"none\"}",
        "{\"BatchInput\":{\"Items\":[1,2]}}",
        "{}",
        "[]",
        "[{\"Items\":[1]},2]",
        "\"alpha\"",
        "7",
        "-1e400",
        "true",
        "null",
        "{\"deep\":[[[{\"Items\":[1,2,3]}]]]}"
      })
  void isTheOneItemWithoutABatcher(String input) {
    assertThat(ChildInput.of(input))
        .isEqualTo(new ChildInput(ChildInput.Kind.ONE_ITEM, List.of(input), true));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"Items\":[{\"id\":1},{\"id\":2}]} | {\"id\":1};{\"id\":2}",
        "{\"BatchInput\":{\"factCheck\":\"May 2022\"},\"Items\":[1,2.50,-3e400]} | 1;2.50;-3e400",
        "{\"Items\":[\"a]\",\"b\\\"},\"],\"BatchInput\":[{}]} | \"a]\";\"b\\\"},\"",
        "{\"Items\":[null,true,[],{}]} | null;true;[];{}",
        "{ \"Items\" : [ [1, 2] , {\"x\": \"\\u00e9\\ud83d\\ude00 é😀\"} ] } | [1, 2];{\"x\": \"\\u00e9\\ud83d\\ude00 é😀\"}",
        "{\"Items\":[]} | ``"
      })
  void hasTheItemsOfABatchAsTheyAreWritten(String input, String items) {
    List<String> expected = items.isEmpty() ? List.of() : List.of(items.split(";", -1));

    assertThat(ChildInput.of(input))
        .isEqualTo(new ChildInput(ChildInput.Kind.BATCH, expected, true));
  }

  @Test
  void putsEachItemIntoOneLine() {
    String pretty = "{\r\n  \"Items\": [\n    {\n      \"id\": \"a\\nb\"\r\n    }\n  ]\n}\n";

    assertThat(ChildInput.of(pretty).items()).containsExactly("{       \"id\": \"a\\nb\"      }");
    assertThat(ChildInput.of("\n{\n\"id\":\n1}\n").items()).containsExactly("{ \"id\": 1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{\"Ite",
        "{\"BatchInput\":{\"a\":1}",
        "{\"BatchInput\":{\"a\":1},"
      })
  void tellsNothingOfWhatWasCutBeforeItTells(String cut) {
    assertThat(ChildInput.of(cut).kind()).isEqualTo(ChildInput.Kind.UNKNOWN);
    assertThat(ChildInput.of(cut).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"o-1",
        "{\"id\":\"o-1\"",
        "[1,2",
        "\"alph",
        "{\"Items\":[1],\"more\":1,",
        "{\"id\":1}}",
        "{\"id\":1} {\"id\":2}",
        "nul"
      })
  void hasNoItemThatIsNotWhole(String torn) {
    ChildInput input = ChildInput.of(torn);

    assertThat(input.items()).isEmpty();
    assertThat(input.hasAll()).isFalse();
  }

  @Test
  void hasNothingWithoutAnInput() {
    assertThat(ChildInput.of(null))
        .isEqualTo(new ChildInput(ChildInput.Kind.UNKNOWN, List.of(), false));
  }

  /** Wherever a batch is cut, what is left of it are its first items, each whole. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hasTheItemsBeforeAnyCut(long seed) {
    Random random = new Random(seed);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      items.add(item(random, 2));
    }
    String input =
        "{\"BatchInput\":{\"x\":[1]},\"Items\":["
            + String.join(", ", items)
            + "],\"BatchInput\":2}";
    for (int limit = 1; limit < input.length(); limit++) {
      ChildInput cut = ChildInput.of(cut(input, limit));
      assertThat(items.subList(0, cut.items().size()))
          .as("cut at %s", limit)
          .isEqualTo(cut.items());
      assertThat(cut.hasAll())
          .as(cut(input, limit))
          .isEqualTo(limit >= input.indexOf("],\"BatchInput\":2") + 1);
      if (cut.hasAll()) {
        assertThat(cut.items()).hasSize(items.size());
      }
    }
  }

  /** Masked values stay JSON, and so do items. */
  @Test
  void hasItemsWhoseValuesAreMasked() {
    PayloadPolicy policy = new PayloadPolicy(4096, Set.of("card"));
    String masked =
        policy.apply("{\"Items\":[{\"id\":1,\"card\":4111},{\"id\":2,\"card\":{\"no\":\"4\"}}]}");

    assertThat(ChildInput.of(masked).items())
        .containsExactly("{\"id\":1,\"card\":\"***\"}", "{\"id\":2,\"card\":\"***\"}");
  }

  private static @Nullable String cut(String input, int limit) {
    return new PayloadPolicy(limit, Set.of()).apply(input);
  }

  private static String item(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> String.valueOf(random.nextInt(100_000));
      case 1 ->
          List.of("\"a\"", "\"]},{\"", "\"\\\"]\"", "\"\\\\\"", "\"\\u0041é😀\"")
              .get(random.nextInt(5));
      case 2 -> "true";
      case 3 -> "-1.5e" + random.nextInt(20);
      case 4 -> "null";
      case 5 -> "[" + item(random, depth - 1) + "," + item(random, depth - 1) + "]";
      default -> "{\"Items\": " + item(random, depth - 1) + "}";
    };
  }

  /** What is taken out of a text is JSON again. */
  @Test
  void cutsOutJson() throws Exception {
    String input = "{\"Items\":[{\"a\":\"\\\\\"},\"\\\\\",{\"b\":[\"}\"]}]}";
    List<String> items = ChildInput.of(input).items();
    for (String item : items) {
      assertThat(Json.tree(item).isMissingNode()).isFalse();
    }
    assertThat(items.stream().collect(Collectors.joining(",")))
        .isEqualTo("{\"a\":\"\\\\\"},\"\\\\\",{\"b\":[\"}\"]}");
  }
}

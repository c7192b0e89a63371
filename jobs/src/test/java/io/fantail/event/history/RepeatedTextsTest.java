package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RepeatedTextsTest {
  private final Map<String, Integer> made = new HashMap<>();
  private final RepeatedTexts<String> texts =
      new RepeatedTexts<>(
          text -> {
            made.merge(text, 1, Integer::sum);
            return "<" + text + ">";
          });

  @Test
  void makesAValueOnceForATextThatComesAgain() throws IOException {
    List<String> values = valuesOf(List.of("Pay", "Ship", "Pay", "", "Pay", ""));

    assertThat(values).containsExactly("<Pay>", "<Ship>", "<Pay>", "<>", "<Pay>", "<>");
    assertThat(values.get(4)).isSameAs(values.get(0));
    assertThat(made).containsOnly(Map.entry("Pay", 1), Map.entry("Ship", 1), Map.entry("", 1));
  }

  @Test
  void keepsNoTextThatIsLongerThanAnArn() throws IOException {
    String longest = "x".repeat(256);
    String longer = "x".repeat(257);

    valuesOf(List.of(longest, longest, longer, longer));

    assertThat(made).containsOnly(Map.entry(longest, 1), Map.entry(longer, 2));
  }

  @Test
  void isRightHoweverManyTextsThereAreAndHoweverAlikeTheyAre() throws IOException {
    Random random = new Random(7);
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      String middle = String.valueOf(random.nextInt(20_000));
      asked.add("arn:aws:states:eu-west-1:1:execution:" + middle + ":€".repeat(random.nextInt(20)));
    }

    assertThat(valuesOf(asked)).isEqualTo(asked.stream().map(text -> "<" + text + ">").toList());
  }

  @Test
  void knowsTheExecutionsThatALogInterleaves() throws IOException {
    List<String> interleaved = new ArrayList<>();
    for (int event = 0; event < 20; event++) {
      for (int execution = 0; execution < 1_000; execution++) {
        interleaved.add("arn:aws:states:eu-west-1:1:execution:orders:" + execution * 7919);
      }
    }

    valuesOf(interleaved);

    assertThat(made.values().stream().mapToInt(Integer::intValue).sum())
        .isLessThan(interleaved.size() / 2);
  }

  private List<String> valuesOf(List<String> asked) throws IOException {
    String json =
        asked.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
    List<String> values = new ArrayList<>();
    try (JsonParser parser = Json.FACTORY.createParser(json.getBytes(StandardCharsets.UTF_8))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        values.add(texts.valueOf(parser));
      }
    }
    return values;
  }
}

package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"_datadog\":1}", "X-Datadog-Trace-Id", "X-DATADOG-TAGS", "traceparent", "Traceparent",
        "TraceParent", "datadatadog", "datadog", "tracetraceparent", "éédatadogé"
      })
  void findsTheWordsInAnyCase(String text) {
    assertThat(TraceWords.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data dog", "trace", "datado", "atadog", "{\"order\":7,\"data\":{}}"})
  void findsNothingElse(String text) {
    assertThat(TraceWords.isIn(text)).isFalse();
  }

  @Test
  void findsWhatAPlainSearchFinds() {
    Random random = new Random(5);
    String letters = "datogrcepnDATé ";
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      while (text.length() < length) {
        switch (random.nextInt(12)) {
          case 0 -> text.append("datad");
          case 1 -> text.append("OG");
          case 2 -> text.append("trace");
          case 3 -> text.append("Pa");
          default -> text.append(letters.charAt(random.nextInt(letters.length())));
        }
      }
      String lower = text.toString().toLowerCase(Locale.ROOT);
      boolean expected = lower.contains("datadog") || lower.contains("tracepa");
      found += expected ? 1 : 0;
      assertThat(TraceWords.isIn(text.toString())).as("%s", text).isEqualTo(expected);
    }
    assertThat(found).isGreaterThan(100);
  }
}

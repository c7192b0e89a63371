package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.TakenItems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChildItemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"Items\":[1,{\"a\":[2,3]},[4,5]]}; 3",
        "{\"Items\":[]}; 0",
        " { \"BatchInput\" : {\"Items\":[1]} , \"Items\" : [ 1, 2 ] } ; 2",
        "{\"Items\":[1,2],\"BatchInput\":null}; 2"
      })
  void countsABatch(String input, int items) {
    assertThat(ChildItems.in(input).count()).isEqualTo(items);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "null",
        "",
        "\"Items\"",
        "[1,2,3]",
        "[{\"Items\":[1,2]}]",
        "{\"Items\":7}",
        "{\"order\":{\"Items\":[1,2]}}",
        "{\"Items\":[1,2],\"order\":7}",
        "{\"BatchInput\":{\"Items\":[1,2]}}"
      })
  void takesAnyOtherInputForOneItem(String input) {
    assertThat(ChildItems.in(input).count()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"Items\":[1,2", "{\"Items\":[1,2]", "{\"Items\":[1,2],", "{\"Items\":["})
  void doesNotKnowTheItemsOfACutBatch(String input) {
    assertThat(ChildItems.in(input).count()).isNull();
  }

  @Test
  void doesNotKnowThemWithoutInput() {
    assertThat(ChildItems.in(null)).isEqualTo(TakenItems.UNKNOWN);
  }

  @Test
  void addsUpTheSizesOfObjectsOfS3() {
    String first =
        "{\"Etag\":\"e\",\"Key\":\"in/2026/a.jpg\",\"Size\":100,\"StorageClass\":\"STANDARD\"}";
    String second = "{\"Size\":23,\"Key\":\"in/2026/b.jpg\"}";
    String elsewhere = "{\"Size\":1,\"Key\":\"out/b.jpg\"}";
    assertThat(ChildItems.in(first)).isEqualTo(new TakenItems(1, 100L, "in/2026/"));
    assertThat(ChildItems.in(batch(first, second))).isEqualTo(new TakenItems(2, 123L, "in/2026/"));
    assertThat(ChildItems.in(batch(first, elsewhere))).isEqualTo(new TakenItems(2, 101L, null));
    assertThat(ChildItems.in("{\"Size\":1,\"Key\":\"b.jpg\"}"))
        .isEqualTo(new TakenItems(1, 1L, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Key\":\"a/b\",\"Size\":\"12\"}",
        "{\"Key\":7,\"Size\":12}",
        "{\"object\":{\"Key\":\"a/b\",\"Size\":12}}",
        "[\"Key\",\"Size\"]",
        "{\"Items\":[{\"Key\":\"a/b\",\"Size\":1},7]}",
        "{\"Items\":[]}",
        "seven"
      })
  void measuresAnyOtherInputByItsLength(String input) {
    TakenItems items = ChildItems.in(input);
    assertThat(items.bytes()).isEqualTo(input.length());
    assertThat(items.keyPrefix()).isNull();
  }

  @Test
  void doesNotMeasureWhatWasCut() {
    assertThat(ChildItems.in("{\"Key\":\"a/b\",\"Size\":1")).isEqualTo(TakenItems.of(1));
    assertThat(ChildItems.in("{\"Items\":[1,")).isEqualTo(TakenItems.UNKNOWN);
  }

  private static String batch(String... items) {
    return "{\"Items\":[" + String.join(",", items) + "]}";
  }
}

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
    assertThat(unhashed(first)).isEqualTo(new TakenItems(1, 100L, "in/2026/", null));
    assertThat(unhashed(batch(first, second))).isEqualTo(new TakenItems(2, 123L, "in/2026/", null));
    assertThat(unhashed(batch(first, elsewhere))).isEqualTo(new TakenItems(2, 101L, null, null));
    assertThat(unhashed("{\"Size\":1,\"Key\":\"b.jpg\"}"))
        .isEqualTo(new TakenItems(1, 1L, null, null));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "7; 7",
        "{\"order\":7}; {\"order\":7}",
        // Written again in S3, with another size and another time.
        "{\"Key\":\"a/b\",\"Size\":1,\"Etag\":\"x\"}; {\"Etag\":\"y\",\"Key\":\"a/b\",\"Size\":2}",
        "{\"Items\":[{\"Key\":\"a\",\"Size\":1}]}; {\"Items\":[{\"Size\":2,\"Key\":\"a\"}]}",
        // What each batch is given may name the execution.
        "{\"Items\":[1,2],\"BatchInput\":{\"by\":\"a\"}}; {\"BatchInput\":{\"by\":\"b\"},\"Items\":[1,2]}"
      })
  void hashesTheSameItemsAlike(String one, String other) {
    assertThat(ChildItems.in(one).hash()).isNotNull().isEqualTo(ChildItems.in(other).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "7; 8",
        "{}; []",
        "{\"Items\":[]}; {\"Items\":[[]]}",
        "{\"Items\":[1,2]}; {\"Items\":[1,2,3]}",
        "{\"Items\":[1,2]}; {\"Items\":[1,2],\"order\":7}",
        "{\"Key\":\"a/b\",\"Size\":1}; {\"Key\":\"a/c\",\"Size\":1}",
        "{\"Items\":[{\"Key\":\"ab\",\"Size\":1}]};"
            + " {\"Items\":[{\"Key\":\"a\",\"Size\":1},{\"Key\":\"b\",\"Size\":1}]}",
        // Two parts of one object.
        "{\"Key\":\"a/b\",\"Size\":1,\"from\":0}; {\"Key\":\"a/b\",\"Size\":1,\"from\":9}"
      })
  void tellsOtherItemsApart(String one, String other) {
    assertThat(ChildItems.in(one).hash()).isNotNull().isNotEqualTo(ChildItems.in(other).hash());
  }

  @Test
  void doesNotTellApartWhatWasCut() {
    String whole = "{\"order\":\"" + "x".repeat(250_000) + "\"}";
    assertThat(ChildItems.in(whole).hash()).isNotNull();
    assertThat(ChildItems.in(whole.substring(0, 200_000)).hash()).isNull();
    assertThat(ChildItems.in("{\"Items\":[1,").hash()).isNull();
    assertThat(ChildItems.in("{\"Key\":\"a/b\",\"Size\":1").hash()).isNull();
  }

  private static TakenItems unhashed(String input) {
    TakenItems items = ChildItems.in(input);
    assertThat(items.hash()).isNotNull();
    return new TakenItems(items.count(), items.bytes(), items.keyPrefix(), null);
  }

  private static String batch(String... items) {
    return "{\"Items\":[" + String.join(",", items) + "]}";
  }
}

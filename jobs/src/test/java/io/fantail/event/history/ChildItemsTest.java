package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(ChildItems.in(input)).isEqualTo(items);
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
    assertThat(ChildItems.in(input)).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"Items\":[1,2", "{\"Items\":[1,2]", "{\"Items\":[1,2],", "{\"Items\":["})
  void doesNotKnowTheItemsOfACutBatch(String input) {
    assertThat(ChildItems.in(input)).isNull();
  }

  @Test
  void doesNotKnowThemWithoutInput() {
    assertThat(ChildItems.in(null)).isNull();
  }
}

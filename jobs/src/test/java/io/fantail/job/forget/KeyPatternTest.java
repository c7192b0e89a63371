package io.fantail.job.forget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {
  private static final KeyPattern CUSTOMER = new KeyPattern("customer.id", "4711");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"customer.id":"4711"}                          | true  | false
          {"a":[{"customer.id" : 4711}]}                  | true  | false
          {"body":"{\\"customer.id\\": \\"4711\\"}"}      | true  | false
          {"b":"{\\\\\\"customer.id\\\\\\":4711}"}        | true  | false
          {"customer.id":4711                             | true  | false
          {"customer.id":47110}                           | false | true
          {"customer.id":4711.5}                          | false | true
          {"customer.id": "4712"}                         | false | true
          {"customer.id":"4711 "}                         | false | true
          [{"customer.id":"4711"},{"customer.id":"4712"}] | true  | true
          {"customer_id":"4711"}                          | false | false
          {"id":"4711"}                                   | false | false
          customer.id=4711                                | false | false
          """)
  void findsTheValueAndOthers(String text, boolean hasValue, boolean hasOther) {
    assertThat(Pattern.compile(CUSTOMER.withValue()).matcher(text).find()).isEqualTo(hasValue);
    assertThat(Pattern.compile(CUSTOMER.withOtherValue()).matcher(text).find()).isEqualTo(hasOther);
  }
}

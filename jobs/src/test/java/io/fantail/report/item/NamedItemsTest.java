package io.fantail.report.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedItemsTest {
  private static final String ORDERS =
      "[{\"id\":\"o-1\"},{\"id\":\"o-2\"},{\"id\":\"o-22\"},{\"id\":\"o-4\"}]";
  private static final String NUMBERS =
      "[{\"orderId\":404,\"qty\":3},{\"orderId\":500,\"qty\":1},{\"orderId\":3000,\"qty\":2},{\"orderId\":4,\"qty\":9}]";
  private static final String OBJECTS =
      "[{\"Key\":\"in/a.csv\",\"Size\":1},{\"Key\":\"in/b.csv\",\"Size\":2},{\"Key\":\"in/b.csv.gz\",\"Size\":3},"
          + "{\"Key\":\"in/c d.csv\",\"Size\":4}]";
  private static final String WORDS = "[\"alpha\",\"bravo\",\"charlie\",\"delta\"]";

  /** Places that are named; "+" where others are listed, too. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // Lambda's partial batch response, as it is, in an error's message, behind prose
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"o-2\"},{\"itemIdentifier\":\"o-4\"}]} | 1 3",
        "{\"errorType\":\"Partial\",\"errorMessage\":\"{\\\"batchItemFailures\\\":[{\\\"itemIdentifier\\\":\\\"o-2\\\"}]}\"} | 1",
        "Partial failure: {\"batchItemFailures\": [{\"itemIdentifier\": \"o-2\"}]} (1 of 4) | 1",
        "{\"errorMessage\":\"failed {\\\"failedIds\\\":[\\\"o-1\\\"]}\",\"errorType\":\"E\"} | 0",
        "{\"batchItemFailures\":[]} | ``",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]} | +",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]} | +",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"o-2\"},{\"itemIdentifier\":\"o-99\"}]} | 1 +",
        // Lists of ids, of entries, of whole items, of places, by id
        "{\"failed\":[\"o-2\",\"o-22\"],\"succeeded\":[\"o-1\",\"o-4\"]} | 1 2",
        "{\"failed_ids\":[\"o-1\",\"o-2\",\"o-22\",\"o-4\"]} | 0 1 2 3",
        "{\"failures\":[{\"id\":\"o-4\",\"error\":\"no stock\"}]} | 3",
        "{\"Failed\":[{\"Id\":\"o-4\",\"Code\":\"E1\",\"SenderFault\":true}]} | 3",
        "{\"failures\":[{\"item\":{\"id\":\"o-22\"},\"reason\":\"x\"}]} | 2",
        "{\"failedItems\":[{\"id\":\"o-1\"}]} | 0",
        "{\"failedIndexes\":[0,3]} | 0 3",
        "{\"failures\":[{\"index\":2,\"message\":\"bad\"}]} | 2",
        "{\"failedIndexes\":[4]} | +",
        "{\"failed\":{\"o-1\":\"no stock\",\"o-22\":\"no stock\"}} | 0 2",
        "{\"failures\":{\"items\":[\"o-2\"]}} | 1",
        "{\"unprocessedItems\":[{\"id\":\"o-4\"}]} | 3",
        "{\"failed\":3,\"errors\":2} | ``",
        // Mentioned, as a whole value or a whole word
        "{\"errorType\":\"OutOfStock\",\"errorMessage\":\"Order o-2 is out of stock.\"} | 1",
        "{\"errorMessage\":\"no stock\",\"orderId\":\"o-22\"} | 2",
        "Item 'o-4': no stock | 3",
        "id=o-4 rejected | 3",
        "id:o-4 rejected | 3",
        "o-2 | 1",
        "KeyError: \"o-2\" | 1",
        "failed ids: ['o-1', 'o-2'] | 0 1",
        "failed: [o-1, o-2, o-22] of 4 | ``",
        "order xo-2x, o-23, /o-2/, o-2-b | ``",
        "{\"errorMessage\":\"bad event {'Items': [{'id': 'o-1'}, {'id': 'o-2\"} | ``",
        "{\"event\":{\"Items\":[{\"id\":\"o-1\"}]},\"errorMessage\":\"boom\"} | ``",
        // A list that was cut
        "{\"errorMessage\":\"x\",\"batchItemFailures\":[{\"itemIdentifier\":\"o-1\"},{\"itemIde | 0 +",
        "States.Timeout | ``",
        "{} | ``",
        "[] | ``",
        "null | ``"
      })
  void areFoundInACause(String cause, String places) throws Exception {
    assertThat(named(ORDERS, cause)).isEqualTo(places);
  }

  /** A number may be anything: a status, a port, a duration, a count. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"statusCode\":404,\"errorMessage\":\"HTTP 500 after 3000 ms, 4 tries\"} | ``",
        "{\"orderId\":404,\"errorMessage\":\"not found\"} | 0",
        "{\"order_id\":\"404\",\"errorMessage\":\"not found\"} | 0",
        "orderId 500 not found | 1",
        "orderId=500 not found | 1",
        "orderId: 500 not found | 1",
        "No order (id: 4) | 3",
        "{\"failed\":[404,500]} | 0 1",
        "{\"failures\":[{\"orderId\":404,\"qty\":3,\"status\":500}]} | 0",
        "{\"failedIndexes\":[1]} | 1",
        "{\"failed\":[1,2]} | +"
      })
  void areFoundByNumbersWhereTheirFieldIsNamed(String cause, String places) throws Exception {
    assertThat(named(NUMBERS, cause)).isEqualTo(places);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "NoSuchKey: in/b.csv | 1",
        "NoSuchKey: in/b.csv.gz. | 2",
        "cannot read s3://photos/in/b.csv | 1",
        "cannot read s3a://photos/in/b.csv, giving up | 1",
        "cannot read 'in/c d.csv' | 3",
        "cannot read backup/in/b.csv | ``",
        "{\"Failed\":[{\"Key\":\"in/a.csv\"},{\"Key\":\"in/c d.csv\"}]} | 0 3",
        "{\"failures\":[{\"uri\":\"s3://photos/in/a.csv\",\"key\":\"in/a.csv\"}]} | 0"
      })
  void areFoundByKeysOfObjects(String cause, String places) throws Exception {
    assertThat(named(OBJECTS, cause)).isEqualTo(places);
  }

  /** A word of a language is an item only in quotes, or where it is all that is said. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "delta table not found | ``",
        "'delta' not found | 3",
        "{\"item\":\"delta\"} | 3",
        "{\"failed\":[\"bravo\"]} | 1",
        "[\"alpha\",\"bravo\",\"charlie\",\"delta\"] | ``"
      })
  void areWordsOnlyWhereThatIsCertain(String cause, String places) throws Exception {
    assertThat(named(WORDS, cause)).isEqualTo(places);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"Payload\":{\"batchItemFailures\":[{\"itemIdentifier\":\"o-2\"}]},\"StatusCode\":200} | 1",
        "{\"Payload\":\"{\\\"batchItemFailures\\\":[{\\\"itemIdentifier\\\":\\\"o-2\\\"}]}\"} | 1",
        "{\"statusCode\":207,\"body\":\"{\\\"failed\\\":[\\\"o-4\\\"]}\"} | 3",
        "{\"done\":[\"o-1\",\"o-2\"]} | ``",
        "{\"orderId\":\"o-2\"} | ``",
        "\"o-2\" | ``",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"o-2\"},{\"it | +"
      })
  void areListedInAnOutputAndNotMentioned(String output, String places) throws Exception {
    List<JsonNode> items = items(ORDERS);

    assertThat(places(items, NamedItems.in(items, List.of(), List.of(output)))).isEqualTo(places);
  }

  /** Two items with one id cannot be told apart by it. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"failed\":[\"o-1\"]} | +",
        "o-1 | ``",
        "{\"failed\":[{\"id\":\"o-1\",\"n\":2}]} | 1"
      })
  void areNotFoundByWhatTheyShare(String cause, String places) throws Exception {
    assertThat(named("[{\"id\":\"o-1\",\"n\":1},{\"id\":\"o-1\",\"n\":2}]", cause))
        .isEqualTo(places);
  }

  private static String named(String items, String cause) throws Exception {
    List<JsonNode> parsed = items(items);
    return places(parsed, NamedItems.in(parsed, List.of(cause), List.of()));
  }

  private static List<JsonNode> items(String array) throws Exception {
    List<JsonNode> items = new java.util.ArrayList<>();
    Json.tree(array).forEach(items::add);
    return items;
  }

  private static String places(List<JsonNode> items, NamedItems named) {
    String places =
        IntStream.range(0, items.size())
            .filter(named::names)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(" "));
    return (places + (named.listsOthers() ? " +" : "")).strip();
  }
}

package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.fantail.event.HistoryEvent;
import io.fantail.event.ParsedRecord;
import io.fantail.event.parse.ReadObject;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parses single events, as tests of the parser do. */
final class ParsedEvents {
  static final String ARN = "arn:aws:states:us-east-1:1:execution:orders:one";
  static final String VENDED =
      """
      {"id":"7","type":"TaskSucceeded","details":{"resource":"invoke","resourceType":"lambda"},\
      "previous_event_id":"6","event_timestamp":"1787542294521","execution_arn":"%s",\
      "redrive_count":"2"}"""
          .formatted(ARN);

  private ParsedEvents() {}

  static @Nullable ParsedRecord parse(String json, @Nullable String arn) throws IOException {
    return parse(json, arn, ReadObject.KEEP_ALL);
  }

  static @Nullable ParsedRecord parse(String json, @Nullable String arn, PayloadPolicy policy)
      throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      parser.nextToken();
      return new HistoryEventParser(policy, "file")
          .parse(parser, arn == null ? EventOrigin.STATES_LOG : EventOrigin.HISTORY, arn, true, 42);
    }
  }

  static HistoryEvent event(String json) throws IOException {
    ParsedRecord parsed = parse(json, null);
    assertThat(parsed).isInstanceOf(HistoryEvent.class);
    return (HistoryEvent) Objects.requireNonNull(parsed);
  }

  static HistoryEvent api(String type, String details) throws IOException {
    return event(
        """
        {"timestamp":"2026-09-23T22:58:03.035Z","type":"%s","id":3,"previousEventId":2,\
        "executionArn":"%s","xEventDetails":%s}"""
            .formatted(type, ARN, details));
  }
}

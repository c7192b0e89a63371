package io.fantail.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the execution that a history belongs to when its wrapper did not say so before the events:
 * behind them in the same document, or in a {@code DescribeExecution} answer kept beside the
 * object. Never derived from anything else.
 */
final class ExecutionArns {
  /** {@code startDate} and the first event are one moment, in clocks that may round differently. */
  private static final long START_TOLERANCE_MILLIS = 1_000;

  private final ObjectContent content;
  private @Nullable List<@Nullable String> ofRoots;
  private @Nullable List<JsonNode> descriptions;

  ExecutionArns(ObjectContent content) {
    this.content = content;
  }

  static boolean isDescribeExecution(JsonNode document) {
    return textOf(document, "executionArn") != null
        && textOf(document, "stateMachineArn") != null
        && document.hasNonNull("startDate");
  }

  /**
   * The ARN for the history that is the {@code root}-th document, {@code firstEvent} being its
   * first.
   */
  @Nullable String ofRoot(int root, JsonNode firstEvent) {
    if (ofRoots == null) {
      ofRoots = arnsOfRoots();
    }
    String own = root < ofRoots.size() ? ofRoots.get(root) : null;
    return own != null ? own : ofDescription(firstEvent);
  }

  private List<@Nullable String> arnsOfRoots() {
    List<@Nullable String> arns = new ArrayList<>();
    try (InputStream in = content.open();
        JsonParser parser = Json.FACTORY.createParser(in)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        arns.add(token == JsonToken.START_OBJECT ? arnOfObject(parser) : skipped(parser));
        token = parser.nextToken();
      }
    } catch (IOException damage) {
      // The main pass meets the same damage and reports it.
      return arns;
    }
    return arns;
  }

  private static @Nullable String arnOfObject(JsonParser parser) throws IOException {
    String arn = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && HistoryDocuments.isWrapperField(name)) {
        String inner = arnOfObject(parser);
        arn = inner == null ? arn : inner;
      } else if (value == JsonToken.VALUE_STRING && HistoryDocuments.isArnField(name)) {
        arn = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return arn;
  }

  private static @Nullable String skipped(JsonParser parser) throws IOException {
    parser.skipChildren();
    return null;
  }

  /** The one description beside the object whose execution began when this history begins. */
  private @Nullable String ofDescription(JsonNode firstEvent) {
    if (descriptions == null) {
      descriptions = readDescriptions();
    }
    List<String> arns =
        descriptions.stream()
            .filter(description -> beganTogether(description, firstEvent))
            .map(description -> description.path("executionArn").asText())
            .distinct()
            .toList();
    return arns.size() == 1 ? arns.get(0) : null;
  }

  private List<JsonNode> readDescriptions() {
    List<JsonNode> found = new ArrayList<>();
    for (byte[] sibling : content.siblings()) {
      try {
        JsonNode document = Json.tree(sibling, 0, sibling.length);
        if (isDescribeExecution(document)) {
          found.add(document);
        }
      } catch (IOException noJson) {
        // A neighbour that is no JSON describes nothing; it is reported when its own turn comes.
      }
    }
    return found;
  }

  private static boolean beganTogether(JsonNode description, JsonNode firstEvent) {
    Long startDate = EventTimes.millisOf(description.path("startDate"));
    String timestamp = firstEvent.has("Timestamp") ? "Timestamp" : "timestamp";
    Long firstAt = EventTimes.millisOf(firstEvent.path(timestamp));
    return startDate != null
        && firstAt != null
        && Math.abs(startDate - firstAt) <= START_TOLERANCE_MILLIS;
  }

  private static @Nullable String textOf(JsonNode document, String field) {
    return document.path(field).textValue();
  }
}

package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.fantail.archive.history.EventType;
import io.fantail.archive.history.EventTypeName;
import io.fantail.archive.history.FieldNames;
import io.fantail.text.Json;
import io.fantail.text.JsonTime;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object that may be an event, as they are met; null until then. Names as
 * CloudWatch Logs and the API write them are tried first: a log has millions of them.
 */
final class EventFields {
  /** An execution has 25,000 events at most (quotas of Step Functions): more is damage. */
  private static final long HIGHEST_ID = 1_000_000;

  private static final String NAME_OF_STATE = "the name of the state";

  private static final int MAX_DIGITS = 18;
  private static final long NO_DIGITS = -1;
  private static final long NO_NUMBER = Long.MIN_VALUE;

  /** The execution's ARN as what is around the object says it. */
  final @Nullable String knownArn;

  /** 0 where it has none: ids count from 1. */
  long id;

  long previousId;
  @Nullable String type;
  @Nullable NamedExecution execution;
  int redriveCount;
  final EventDetails details;

  /** Whether it says which event came before, as every event does. */
  boolean hasPrevious;

  /** Whether its time stands where only the CloudWatch log has it. */
  boolean hasTimeOfLog;

  /** Whether it says itself whose it is, where the CloudWatch log does. */
  boolean hasArnOfLog;

  /** The name of the field that held the details; null where there were none. */
  @Nullable String nameOfDetails;

  /** Its time; null where it has none that can be read, or that a record may bear. */
  @Nullable Instant at;

  private final EventTexts texts;
  private final boolean payloadIsKept;

  EventFields(
      @Nullable String knownArn, EventTexts texts, boolean payloadIsKept, boolean mayBeLarge) {
    this.knownArn = knownArn;
    this.execution = knownArn == null ? null : NamedExecution.of(knownArn);
    this.texts = texts;
    this.details = new EventDetails(texts, payloadIsKept, mayBeLarge);
    this.payloadIsKept = payloadIsKept;
  }

  /** Reads the object that the parser stands at the start of, up to its end. */
  void read(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL || readAs(field, parser)) {
        continue;
      }
      String ofApi = FieldNames.ofApi(field);
      if ((ofApi.equals(field) || !readAs(ofApi, parser)) && !readDetails(ofApi, parser)) {
        parser.skipChildren();
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new JsonEOFException(
          parser, parser.currentToken(), "the record ends within its object");
    }
  }

  /** Whether it is a field of an event; its value was read then. */
  private boolean readAs(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "id" -> id = idOf(parser);
      case "type" -> type = typeOf(parser);
      case "typeAsString" -> type = type == null ? typeOf(parser) : type;
      case "previous_event_id", "previousEventId" -> {
        hasPrevious = true;
        previousId = longOf(parser, 0);
      }
      case "event_timestamp", "eventTimestamp" -> {
        hasTimeOfLog = true;
        at = timeOfLog(parser);
      }
      case "timestamp" -> at = timeOf(millisOf(parser));
      case "execution_arn" -> {
        hasArnOfLog = true;
        execution = executionOf(parser);
      }
      case "executionArn" -> execution = executionOf(parser);
      case "redrive_count", "redriveCount" -> redriveCount = Math.max(0, intOf(parser));
      case "details" -> {
        return readDetails(field, parser);
      }
      default -> {
        return false;
      }
    }
    // What stands there in the place of a scalar is passed over.
    parser.skipChildren();
    return true;
  }

  private boolean readDetails(String field, JsonParser parser) throws IOException {
    boolean isDetails = field.equals("details") || field.endsWith(FieldNames.DETAILS_SUFFIX);
    if (!isDetails || parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    nameOfDetails = field;
    details.read(
        parser, payloadIsKept || isInputSearched(type), payloadIsKept || isOutputSearched(type));
    return true;
  }

  /** Whether the input may tell of the caller or the function; it may while no type is known. */
  private static boolean isInputSearched(@Nullable String type) {
    return type == null || type.equals("ExecutionStarted") || type.equals("TaskScheduled");
  }

  /** Whether the output may hold a request id or a started execution; as with the input. */
  private static boolean isOutputSearched(@Nullable String type) {
    return type == null || type.equals("TaskSubmitted") || type.equals("TaskSucceeded");
  }

  /** What every event of its type has and this one has not, in words; null when all is there. */
  @Nullable String lacking() {
    if (id == 0) {
      return "id";
    } else if (type == null) {
      return "type";
    } else if (at == null) {
      return "a time that can be read";
    } else if (nameOfDetails == null && EventType.alwaysHasDetails(type)) {
      return "the details that every event of its type has";
    }
    return details.name == null && EventType.namesItsState(type) ? NAME_OF_STATE : null;
  }

  private @Nullable String typeOf(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? texts.types.valueOf(parser)
        : EventTypeName.ofValue(Json.tree(parser));
  }

  private @Nullable NamedExecution executionOf(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return texts.executions.valueOf(parser);
    }
    String arn = parser.getValueAsString();
    return arn == null ? null : NamedExecution.of(arn);
  }

  /** Where some ids are missing all below are counted, so that one beyond all bounds is none. */
  private static long idOf(JsonParser parser) throws IOException {
    long id = longOf(parser, 0);
    return id >= 1 && id <= HIGHEST_ID ? id : 0;
  }

  private static long longOf(JsonParser parser, long otherwise) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    long number = digitsOf(parser);
    if (number != NO_DIGITS) {
      return number;
    }
    String text = parser.getValueAsString();
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException noNumber) {
      return otherwise;
    }
  }

  private static int intOf(JsonParser parser) throws IOException {
    long number = digitsOf(parser);
    return number == NO_DIGITS || number > Integer.MAX_VALUE
        ? parser.getValueAsInt()
        : (int) number;
  }

  /** The number that a text of plain digits spells, as AWS writes them into its log. */
  private static long digitsOf(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return NO_DIGITS;
    }
    char[] buffer = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int length = parser.getTextLength();
    if (length == 0 || length > MAX_DIGITS) {
      return NO_DIGITS;
    }
    long number = 0;
    for (int i = start; i < start + length; i++) {
      char c = buffer[i];
      if (c < '0' || c > '9') {
        return NO_DIGITS;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }

  /**
   * Milliseconds as text, as AWS writes them; what a tool made of them is a time like any other.
   */
  private static @Nullable Instant timeOfLog(JsonParser parser) throws IOException {
    long millis = parser.currentToken().isStructStart() ? NO_NUMBER : longOf(parser, NO_NUMBER);
    return millis == NO_NUMBER ? timeOf(millisOf(parser)) : timeOf(millis);
  }

  private static @Nullable Instant timeOf(@Nullable Long millis) {
    return millis == null ? null : timeOf(millis.longValue());
  }

  private static @Nullable Instant timeOf(long millis) {
    Instant at = Instant.ofEpochMilli(millis);
    return JsonTime.isTimeOfRecord(at) ? at : null;
  }

  private static @Nullable Long millisOf(JsonParser parser) throws IOException {
    if (parser.currentToken().isStructStart()) {
      return JsonTime.millisOf(Json.tree(parser));
    } else if (!parser.currentToken().isNumeric()) {
      return JsonTime.millisOf(parser.getValueAsString());
    }
    return parser.isNaN() ? null : JsonTime.millisOfNumber(parser.getDecimalValue());
  }
}

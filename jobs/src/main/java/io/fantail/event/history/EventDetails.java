package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.history.FieldNames;
import io.fantail.event.Payload;
import io.fantail.text.Json;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * The details of one event while it is read: the flat {@code details} of a log line and the {@code
 * ...EventDetails} of the API have the same fields.
 */
final class EventDetails {
  private static final int ACCOUNT_OF_ARN = 4;
  private static final int NO_LIMIT_SECONDS = 99_999_999;

  @Nullable String name;
  @Nullable String resource;
  @Nullable String resourceType;
  @Nullable String input;
  @Nullable String output;
  @Nullable String error;
  @Nullable String cause;
  @Nullable String mapRunArn;
  @Nullable Integer index;
  @Nullable Integer length;
  @Nullable Integer redriveCount;
  @Nullable Integer timeoutSeconds;
  @Nullable Integer heartbeatSeconds;

  /** Of the larger of input and output, where that is large; see {@link Payload#bytes()}. */
  @Nullable Integer payloadBytes;

  private @Nullable String credentialsRole;
  private @Nullable StringWriter rest;
  private @Nullable JsonGenerator restGenerator;

  private final EventTexts texts;
  private final boolean restIsKept;
  private final boolean mayBeLarge;

  /**
   * Details that nothing is known of yet.
   *
   * @param restIsKept whether anybody will ask for {@link #rest}
   * @param mayBeLarge whether a payload may be large that nobody asks for
   */
  EventDetails(EventTexts texts, boolean restIsKept, boolean mayBeLarge) {
    this.texts = texts;
    this.mayBeLarge = mayBeLarge;
    this.restIsKept = restIsKept;
  }

  /**
   * Reads the object that the parser stands at the start of.
   *
   * @param withInput whether anybody will look at the input: most of a log is payload, and what is
   *     neither kept nor searched is not even decoded
   * @param withOutput the same for the output
   */
  void read(JsonParser parser, boolean withInput, boolean withOutput) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL
          || readAs(field, parser, withInput, withOutput)) {
        continue;
      }
      String ofApi = FieldNames.ofApi(field);
      if (ofApi.equals(field) || !readAs(ofApi, parser, withInput, withOutput)) {
        copy(ofApi, parser);
      }
    }
  }

  /** Whether it is a field that has a place of its own; its value was read then. */
  private boolean readAs(String field, JsonParser parser, boolean withInput, boolean withOutput)
      throws IOException {
    switch (field) {
      case "name", "state" -> name = name(parser);
      case "resource" -> resource = name(parser);
      case "resourceType" -> resourceType = name(parser);
      case "input", "parameters" -> input = payload(parser, withInput);
      case "output" -> output = payload(parser, withOutput);
      case "error" -> error = name(parser);
      case "cause" -> cause = text(parser);
      case "mapRunArn" -> mapRunArn = text(parser);
      case "length" -> {
        length = parser.currentToken().isScalarValue() ? (Integer) parser.getValueAsInt() : null;
        copy(field, parser);
      }
      case "timeoutInSeconds" -> {
        timeoutSeconds = seconds(parser);
        copy(field, parser);
      }
      case "heartbeatInSeconds" -> {
        heartbeatSeconds = seconds(parser);
        copy(field, parser);
      }
      case "index" -> index = parser.getValueAsInt();
      case "redriveCount" -> redriveCount = parser.getValueAsInt();
      case "taskCredentials" -> readCredentials(parser);
      case "assignedVariablesDetails" -> readVariables(field, parser);
      case "__type" -> parser.skipChildren();
      case "inputDetails", "outputDetails", "parametersDetails" -> copyWhenTruncated(field, parser);
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * The fields that have no place of their own, as JSON; null when there are none, or none is kept.
   */
  @Nullable String rest() throws IOException {
    if (restGenerator == null || rest == null) {
      return null;
    }
    restGenerator.writeEndObject();
    restGenerator.close();
    return rest.toString();
  }

  /** What comes back is then whatever the holder of the task token sent. */
  boolean isAnsweredWithToken() {
    return resource != null && resource.endsWith(".waitForTaskToken");
  }

  /** Returns the account of the role that a Task takes on; null where it has none of its own. */
  @Nullable String credentialsAccount() {
    String[] parts = credentialsRole == null ? new String[0] : credentialsRole.split(":", -1);
    return parts.length > ACCOUNT_OF_ARN ? parts[ACCOUNT_OF_ARN] : null;
  }

  private void readCredentials(JsonParser parser) throws IOException {
    JsonNode credentials = FieldNames.respelt(Json.tree(parser));
    credentialsRole = credentials.path("roleArn").textValue();
    write("taskCredentials", credentials);
  }

  private void readVariables(String field, JsonParser parser) throws IOException {
    if (restIsKept) {
      write(field, FieldNames.respelt(Json.tree(parser)));
    } else {
      parser.skipChildren();
    }
  }

  private void write(String field, JsonNode value) throws IOException {
    if (!restIsKept) {
      return;
    }
    JsonGenerator generator = generator();
    generator.writeFieldName(field);
    generator.writeRawValue(value.toString());
  }

  private void copyWhenTruncated(String field, JsonParser parser) throws IOException {
    if (!restIsKept) {
      parser.skipChildren();
      return;
    }
    boolean truncated = false;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        parser.nextToken();
        truncated |= parser.getValueAsBoolean();
        parser.skipChildren();
      }
    }
    if (truncated) {
      generator().writeBooleanField(field.replace("Details", "Truncated"), true);
    }
  }

  private void copy(String field, JsonParser parser) throws IOException {
    if (!restIsKept) {
      parser.skipChildren();
      return;
    }
    JsonGenerator generator = generator();
    generator.writeFieldName(field);
    generator.copyCurrentStructure(parser);
  }

  private JsonGenerator generator() throws IOException {
    if (restGenerator == null) {
      rest = new StringWriter();
      restGenerator = Json.FACTORY.createGenerator(rest);
      restGenerator.writeStartObject();
    }
    return restGenerator;
  }

  /** Most payloads that nobody looks at are passed over without being decoded. */
  private @Nullable String payload(JsonParser parser, boolean isAskedFor) throws IOException {
    if (!isAskedFor && !mayBeLarge) {
      parser.skipChildren();
      return null;
    }
    String text = text(parser);
    payloadBytes = Payload.larger(payloadBytes, Payload.largeBytesOf(text));
    return isAskedFor ? text : null;
  }

  /** Null for what is no limit: AWS takes the longest for a state that sets none. */
  private static @Nullable Integer seconds(JsonParser parser) throws IOException {
    double seconds = parser.currentToken().isScalarValue() ? parser.getValueAsDouble() : 0;
    return seconds >= 1 && seconds < NO_LIMIT_SECONDS ? (Integer) (int) seconds : null;
  }

  private @Nullable String name(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? texts.names.valueOf(parser)
        : text(parser);
  }

  /** Scalars as text; an object or array, which a re-serialised payload may be, as its JSON. */
  private static @Nullable String text(JsonParser parser) throws IOException {
    if (!parser.currentToken().isStructStart()) {
      return parser.getText();
    }
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(json)) {
      generator.copyCurrentStructure(parser);
    }
    return json.toString();
  }
}

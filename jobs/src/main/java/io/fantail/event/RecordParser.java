package io.fantail.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.EventTimes;
import io.fantail.archive.Json;
import io.fantail.archive.LogSource;
import io.fantail.archive.NoiseKind;
import io.fantail.archive.RawRecord;
import io.fantail.archive.RawRecord.Broken;
import io.fantail.archive.RawRecord.Document;
import io.fantail.archive.RawRecord.HistoryItem;
import io.fantail.archive.RawRecord.LogEvent;
import io.fantail.event.ParsedRecord.Noise;
import io.fantail.event.ParsedRecord.Reject;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what each raw record of one object is. Never throws for what a record contains. */
public final class RecordParser {
  private static final int SAMPLE_CHARS = 200;

  /** What CloudWatch Logs and Step Functions write into a group to prove that they may. */
  private static final Pattern VALIDATION =
      Pattern.compile("Permissions are set correctly to allow AWS CloudWatch Logs .*");

  private static final String VALIDATION_STREAM =
      "log_stream_created_by_aws_to_validate_log_delivery_subscriptions";

  private final PayloadPolicy payloadPolicy;
  private final String sourceFile;
  private final HistoryEventParser historyEvents;
  private final DescriptionParser descriptions;
  private final AwsSpanParser awsSpans;

  public RecordParser(PayloadPolicy payloadPolicy, String sourceFile) {
    this.payloadPolicy = payloadPolicy;
    this.sourceFile = sourceFile;
    this.historyEvents = new HistoryEventParser(payloadPolicy, sourceFile);
    this.descriptions = new DescriptionParser(payloadPolicy, sourceFile);
    this.awsSpans = new AwsSpanParser(payloadPolicy, sourceFile);
  }

  public ParsedRecord parse(RawRecord record) {
    try {
      if (record instanceof LogEvent logEvent) {
        return logEvent(logEvent);
      } else if (record instanceof HistoryItem item) {
        return item(item);
      } else if (record instanceof Document document) {
        return document(document);
      } else if (record instanceof RawRecord.Noise noise) {
        return new Noise(noise.kind());
      }
      return Rejects.of((Broken) record, payloadPolicy);
    } catch (JsonProcessingException torn) {
      return reject(record.position(), RejectReason.MALFORMED_JSON, "");
    } catch (CharConversionException noText) {
      return reject(record.position(), RejectReason.INVALID_UTF8, "");
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    }
  }

  private ParsedRecord logEvent(LogEvent event) throws IOException {
    if (event.length() > 0 && event.buffer()[event.offset()] == '{') {
      return jsonLine(event);
    }
    String text = event.text();
    LogSource source = event.source();
    if (VALIDATION.matcher(text).lookingAt() || VALIDATION_STREAM.equals(source.logStream())) {
      return new Noise(NoiseKind.DELIVERY_VALIDATION);
    }
    LambdaFields fields = LambdaTextParser.parse(text);
    if (!source.isLambda() && !fields.isOfPlatform()) {
      return foreignLine(event, text);
    }
    if (event.loggedAt() == null) {
      return lambdaRecord(event, fields, LambdaTextParser.readColumnsBefore(text, fields));
    }
    return lambdaRecord(event, fields, event.loggedAt());
  }

  /**
   * A line of a log that is neither Lambda's nor Step Functions' is nobody's fault; any other is a
   * reject.
   */
  private ParsedRecord foreignLine(LogEvent event, String text) {
    LogSource source = event.source();
    boolean foreign = source.logStream() != null && !source.isOfStepFunctions();
    return foreign
        ? new Noise(NoiseKind.FOREIGN_LOG_LINE)
        : reject(event.position(), RejectReason.UNRECOGNISED_RECORD, text);
  }

  private ParsedRecord jsonLine(LogEvent event) throws IOException {
    try (JsonParser parser =
        Json.MAPPER.createParser(event.buffer(), event.offset(), event.length())) {
      parser.nextToken();
      ParsedRecord parsed = historyEvents.parse(parser, null, event.position());
      if (parser.nextToken() != null) {
        return event.source().isLambda()
            ? lambdaRecord(event, new LambdaFields(), event.loggedAt())
            : reject(event.position(), RejectReason.MALFORMED_JSON, "more than one JSON value");
      }
      if (parsed instanceof HistoryEvent || (parsed != null && !event.source().isLambda())) {
        return parsed;
      }
    } catch (JsonProcessingException torn) {
      return tornLine(event);
    }
    try {
      return lambdaJson(event, Json.tree(event.buffer(), event.offset(), event.length()));
    } catch (JsonProcessingException torn) {
      return tornLine(event);
    }
  }

  /**
   * A function may print anything, half a brace too; in a Lambda stream that is a line like any
   * other.
   */
  private ParsedRecord tornLine(LogEvent event) {
    if (event.source().isLambda()) {
      return lambdaRecord(event, new LambdaFields(), event.loggedAt());
    }
    RejectReason reason = isUtf8(event) ? RejectReason.MALFORMED_JSON : RejectReason.INVALID_UTF8;
    return reject(event.position(), reason, event.text());
  }

  private ParsedRecord lambdaJson(LogEvent event, JsonNode json) {
    Instant at = event.loggedAt() == null ? LambdaJsonParser.timeOf(json) : event.loggedAt();
    if (LambdaJsonParser.isPlatformRecord(json)) {
      return lambdaRecord(event, LambdaJsonParser.platform(json), at);
    } else if (LambdaJsonParser.isLineInTelemetry(json)) {
      return lambdaRecord(event, LambdaJsonParser.lineInTelemetry(json), at);
    } else if (event.source().isLambda()) {
      return lambdaRecord(event, LambdaJsonParser.application(json), at);
    }
    ParsedRecord span = awsSpans.parse(json, event.source(), event.position());
    return span == null ? foreignLine(event, event.text()) : span;
  }

  private ParsedRecord lambdaRecord(LogEvent event, LambdaFields fields, @Nullable Instant at) {
    Instant known = at == null ? event.source().deliveredAt() : at;
    if (known == null || !EventTimes.isTimeOfRecord(known)) {
      return reject(event.position(), RejectReason.MISSING_FIELD, "without a time");
    }
    return fields.toRecord(
        event.source(),
        event.eventId(),
        known,
        at == null,
        payloadPolicy,
        sourceFile,
        event.position());
  }

  private ParsedRecord item(HistoryItem item) throws IOException {
    if (!item.event().isObject()) {
      return unrecognised(item.position(), item.event());
    }
    ParsedRecord parsed = fromTree(item.event(), item.executionArn(), item.position());
    return parsed == null ? notAnEvent(item.event(), item.position()) : parsed;
  }

  private ParsedRecord document(Document document) throws IOException {
    ParsedRecord parsed = fromTree(document.json(), null, document.position());
    if (parsed != null) {
      return parsed;
    }
    JsonNode json = document.json();
    Instant at = LambdaJsonParser.timeOf(json);
    if (at != null && EventTimes.isTimeOfRecord(at) && LambdaJsonParser.isPlatformRecord(json)) {
      return LambdaJsonParser.platform(json)
          .toRecord(
              LogSource.NONE, null, at, false, payloadPolicy, sourceFile, document.position());
    }
    return notAnEvent(json, document.position());
  }

  private ParsedRecord notAnEvent(JsonNode json, long position) {
    ParsedRecord description = descriptions.parse(json, position);
    ParsedRecord known =
        description == null ? awsSpans.parse(json, LogSource.NONE, position) : description;
    return known == null ? unrecognised(position, json) : known;
  }

  private @Nullable ParsedRecord fromTree(JsonNode tree, @Nullable String arn, long position)
      throws IOException {
    try (JsonParser parser = tree.traverse(Json.MAPPER)) {
      parser.nextToken();
      return historyEvents.parse(parser, arn, position);
    }
  }

  private Reject unrecognised(long position, JsonNode json) {
    return reject(position, RejectReason.UNRECOGNISED_RECORD, json.toString());
  }

  private Reject reject(long position, RejectReason reason, String text) {
    String sample = payloadPolicy.apply(text.substring(0, Math.min(SAMPLE_CHARS, text.length())));
    return Rejects.of(position, reason, sample == null ? "" : sample);
  }

  private static boolean isUtf8(LogEvent event) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(event.buffer(), event.offset(), event.length()));
      return true;
    } catch (CharacterCodingException invalid) {
      return false;
    }
  }
}

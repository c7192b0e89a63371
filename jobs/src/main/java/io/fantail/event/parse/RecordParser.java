package io.fantail.event.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.history.DurableEvents;
import io.fantail.archive.history.FieldNames;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecord.Document;
import io.fantail.archive.record.RawRecord.HistoryItem;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.event.HistoryEvent;
import io.fantail.event.ParsedRecord;
import io.fantail.event.ParsedRecord.Noise;
import io.fantail.event.ParsedRecord.Reject;
import io.fantail.event.Payload;
import io.fantail.event.RejectReason;
import io.fantail.event.Rejects;
import io.fantail.event.durable.DurableEventParser;
import io.fantail.event.history.EventOrigin;
import io.fantail.event.history.HistoryEventParser;
import io.fantail.event.lambda.GoErrorReader;
import io.fantail.event.lambda.LambdaFields;
import io.fantail.event.lambda.LambdaJsonParser;
import io.fantail.event.lambda.LambdaTextParser;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.text.Json;
import io.fantail.text.JsonTime;
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
  /** What CloudWatch Logs and Step Functions write into a group to prove that they may. */
  private static final Pattern VALIDATION =
      Pattern.compile("Permissions are set correctly to allow AWS CloudWatch Logs .*");

  private static final String VALIDATION_STREAM =
      "log_stream_created_by_aws_to_validate_log_delivery_subscriptions";

  private final PayloadPolicy payloadPolicy;
  private final String sourceFile;
  private final HistoryEventParser historyEvents;
  private final DurableEventParser durableEvents;
  private final DescriptionParser descriptions;
  private final AwsSpanParser awsSpans;

  public RecordParser(PayloadPolicy payloadPolicy, String sourceFile) {
    this.payloadPolicy = payloadPolicy;
    this.sourceFile = sourceFile;
    this.historyEvents = new HistoryEventParser(payloadPolicy, sourceFile);
    this.durableEvents = new DurableEventParser(payloadPolicy, sourceFile);
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
      return reject(record.position(), RejectReason.MALFORMED_JSON, textOf(record));
    } catch (CharConversionException noText) {
      return reject(record.position(), RejectReason.INVALID_UTF8, textOf(record));
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    }
  }

  private static String textOf(RawRecord record) {
    if (record instanceof LogEvent logEvent) {
      return logEvent.text();
    }
    return record instanceof HistoryItem item
        ? item.event().toString()
        : record instanceof Document document ? document.json().toString() : "";
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
    boolean isOfAnotherLog = source.logStream() != null && !source.isOfStepFunctions();
    return isOfAnotherLog || isForeign(source)
        ? new Noise(NoiseKind.FOREIGN_LOG_LINE)
        : reject(event.position(), RejectReason.UNRECOGNISED_RECORD, text);
  }

  private ParsedRecord jsonLine(LogEvent event) throws IOException {
    LogSource source = event.source();
    EventOrigin origin = EventOrigin.of(source);
    try {
      if (origin != EventOrigin.FOREIGN_LOG) {
        ParsedRecord parsed = statesLine(event, origin);
        if (parsed instanceof HistoryEvent || (parsed != null && !source.isLambda())) {
          return parsed;
        }
      }
      JsonNode json = wholeTree(event);
      return json == null
          ? noJson(event, "more than one JSON value")
          : otherJson(event, origin, json);
    } catch (JsonProcessingException torn) {
      return noJson(event, "");
    }
  }

  /** Reads an event; null where the line is none, or more than one value. */
  private @Nullable ParsedRecord statesLine(LogEvent event, EventOrigin origin) throws IOException {
    try (JsonParser parser = parserOf(event)) {
      parser.nextToken();
      ParsedRecord parsed =
          historyEvents.parse(
              parser, origin, null, event.length() >= Payload.LARGE_BYTES, event.position());
      return parser.nextToken() != null
          ? null
          : parsed instanceof Reject lacking ? withSample(lacking, event.text()) : parsed;
    }
  }

  private static JsonParser parserOf(LogEvent event) throws IOException {
    return Json.MAPPER.createParser(event.buffer(), event.offset(), event.length());
  }

  /** Reads the one value of a line; null where another stands behind it. */
  private static @Nullable JsonNode wholeTree(LogEvent event) throws IOException {
    try (JsonParser parser = parserOf(event)) {
      parser.nextToken();
      JsonNode json = Json.tree(parser);
      return parser.nextToken() == null ? json : null;
    }
  }

  /**
   * A function may print anything, half a brace too; in a Lambda stream that is a line like any
   * other, and in the log of another program nobody's fault.
   */
  private ParsedRecord noJson(LogEvent event, String what) {
    if (event.source().isLambda()) {
      return lambdaRecord(event, new LambdaFields(), event.loggedAt());
    } else if (isForeign(event.source())) {
      return new Noise(NoiseKind.FOREIGN_LOG_LINE);
    }
    boolean isText = !what.isEmpty() || isUtf8(event);
    RejectReason reason = isText ? RejectReason.MALFORMED_JSON : RejectReason.INVALID_UTF8;
    return reject(event.position(), reason, what, event.text());
  }

  /** Neither a function's, nor Step Functions', nor X-Ray's. */
  private static boolean isForeign(LogSource source) {
    return EventOrigin.of(source) == EventOrigin.FOREIGN_LOG
        && !source.isLambda()
        && !source.isOfSpans();
  }

  private ParsedRecord otherJson(LogEvent event, EventOrigin origin, JsonNode json) {
    LogSource source = event.source();
    Instant at = event.loggedAt() == null ? LambdaJsonParser.timeOf(json) : event.loggedAt();
    if (LambdaJsonParser.isPlatformRecord(json)) {
      return lambdaRecord(event, LambdaJsonParser.platform(json), at);
    } else if (LambdaJsonParser.isLineInTelemetry(json)) {
      return lambdaRecord(event, LambdaJsonParser.lineInTelemetry(json), at);
    } else if (source.isLambda()) {
      boolean withoutSpaces =
          GoErrorReader.beginsPayload(event.buffer(), event.offset(), event.length());
      return lambdaRecord(event, LambdaJsonParser.application(json, withoutSpaces), at);
    }
    ParsedRecord known = awsSpans.parse(json, source, event.position());
    if (known == null && StatusChangeFinder.isOne(json) && source.mayBeOfEventBridge()) {
      known = descriptions.parse(json, event.position());
    } else if (known == null && origin == EventOrigin.UNKNOWN) {
      known = descriptions.parse(FieldNames.respelt(json), event.position());
    }
    return known == null ? foreignLine(event, event.text()) : known;
  }

  private ParsedRecord lambdaRecord(LogEvent event, LambdaFields fields, @Nullable Instant at) {
    Instant known = at == null ? event.source().deliveredAt() : at;
    if (known == null || !JsonTime.isTimeOfRecord(known)) {
      return reject(event.position(), RejectReason.MISSING_FIELD, "without a time", event.text());
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
    JsonNode event = item.event();
    if (!event.isObject() || StatusChangeFinder.isOne(event)) {
      return notAnEvent(event, item.position());
    } else if (DurableEvents.isOne(event)) {
      ParsedRecord durable = durableEvents.parse(event, item.executionArn(), item.position());
      return durable instanceof Reject lacking ? withSample(lacking, event.toString()) : durable;
    }
    ParsedRecord parsed =
        fromTree(event, EventOrigin.HISTORY, item.executionArn(), item.position());
    return parsed == null ? notAnEvent(event, item.position()) : parsed;
  }

  private ParsedRecord document(Document document) throws IOException {
    JsonNode json = document.json();
    ParsedRecord parsed = fromTree(json, EventOrigin.UNKNOWN, null, document.position());
    if (parsed != null) {
      return parsed;
    }
    Instant at = LambdaJsonParser.timeOf(json);
    if (at != null && JsonTime.isTimeOfRecord(at) && LambdaJsonParser.isPlatformRecord(json)) {
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
    if (known instanceof Reject lacking) {
      return withSample(lacking, json.toString());
    }
    return known == null
        ? reject(position, RejectReason.UNRECOGNISED_RECORD, json.toString())
        : known;
  }

  private @Nullable ParsedRecord fromTree(
      JsonNode tree, EventOrigin origin, @Nullable String arn, long position) throws IOException {
    try (JsonParser parser = tree.traverse(Json.MAPPER)) {
      parser.nextToken();
      ParsedRecord parsed = historyEvents.parse(parser, origin, arn, true, position);
      return parsed instanceof Reject lacking ? withSample(lacking, tree.toString()) : parsed;
    }
  }

  private Reject reject(long position, RejectReason reason, String text) {
    return reject(position, reason, "", text);
  }

  private Reject reject(long position, RejectReason reason, String what, String text) {
    return withSample(Rejects.of(position, reason, what), text);
  }

  /** What is wrong, and behind it what stands there, as far as the policy allows. */
  private Reject withSample(Reject reject, String text) {
    String sample = Rejects.kept(text, payloadPolicy);
    if (sample.isEmpty()) {
      return reject;
    }
    String what = reject.sample();
    return new Reject(
        reject.position(), reject.reason(), what.isEmpty() ? sample : what + ": " + sample);
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

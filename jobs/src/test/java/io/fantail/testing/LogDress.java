package io.fantail.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The containers in which log events reach an archive, each written from the log events alone and
 * with nothing of Fantail's. See formats.md, section 5, and {@code archive/} of the corpus.
 */
public enum LogDress {
  /** An object per log stream; neither group nor id. */
  EXPORT_TASK(false),
  /** What a terminal showed of one group at a time; neither group nor id. */
  LOGS_TAIL(false),
  /** The same with JSON broken into lines. */
  LOGS_TAIL_JSON(false),
  /** The same as a terminal shows it, and somebody recorded. */
  LOGS_TAIL_IN_COLOURS(false),
  SAM_LOGS(false),
  /** An answer for each log stream, as {@code aws} prints it; neither group, stream nor id. */
  GET_LOG_EVENTS(false),
  /** All streams of a group in one answer. */
  FILTER_LOG_EVENTS(false),
  /** {@code GetQueryResults}. */
  INSIGHTS(true),
  /** What the console of Logs Insights downloads, columns in the order of the query. */
  INSIGHTS_CSV(true),
  /** What the console downloads of one log stream. */
  CONSOLE_CSV(false),
  /** What a function gets of a subscription, one input per line. */
  RAW_SUBSCRIPTION(true),
  /** What a function gets of a Kinesis stream. */
  KINESIS_INPUT(true),
  /** {@code aws kinesis get-records}. */
  KINESIS_ANSWER(true),
  VECTOR(true),
  FILEBEAT(true),
  LOGSTASH(true),
  DATADOG(true),
  /** {@code in_cloudwatch_logs} with its metadata, in an array as Fluent Bit writes them. */
  FLUENTD(true),
  /** A batch of OpenTelemetry's collector for each log stream. */
  OTLP(true),
  /** Step Functions' events alone: of another line the message does not say what it is of. */
  JSON_LINES(true),
  FIREHOSE_MEMBERS(true),
  FIREHOSE_DOUBLE_GZIP(true),
  FIREHOSE_DECOMPRESSED(true),
  /** {@code AppendDelimiterToRecord}: a line feed between records, none behind the last. */
  FIREHOSE_DELIMITED(true),
  /** A function of one's own that ends every record. */
  FIREHOSE_NEWLINES(true);

  private final boolean keepsGroupAndId;

  LogDress(boolean keepsGroupAndId) {
    this.keepsGroupAndId = keepsGroupAndId;
  }

  /** The fields of a Lambda record or an invocation that this form cannot hold. */
  public Set<String> losses() {
    return switch (this) {
      case GET_LOG_EVENTS, CONSOLE_CSV ->
          Set.of("accountId", "logGroup", "functionName", "eventId", "logStream");
      case FILTER_LOG_EVENTS -> Set.of("accountId", "logGroup", "functionName");
      case INSIGHTS, INSIGHTS_CSV -> Set.of("eventId");
      case FLUENTD -> Set.of("accountId", "eventId");
      case JSON_LINES, FILEBEAT, LOGSTASH, OTLP -> Set.of("accountId");
      default ->
          keepsGroupAndId ? Set.of() : Set.of("accountId", "logGroup", "functionName", "eventId");
    };
  }

  /** Whether such an event can be in this form at all. */
  public boolean holds(LoggedEvent event) {
    return this != JSON_LINES || !event.isOfLambda();
  }

  /** What people put around this form: nothing more around what is compressed already. */
  public Set<Coat> coats() {
    return switch (this) {
      case FIREHOSE_MEMBERS, FIREHOSE_DOUBLE_GZIP -> Set.of(Coat.PLAIN);
      default -> Set.copyOf(Arrays.asList(Coat.values()));
    };
  }

  /**
   * Content by name.
   *
   * @param events in the order of time, all of which this form holds
   */
  public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
    return switch (this) {
      case EXPORT_TASK -> TerminalDress.exportTask(events, coat);
      case LOGS_TAIL -> TerminalDress.logsTail(events, coat);
      case LOGS_TAIL_JSON -> TerminalDress.logsTailJson(events, coat);
      case LOGS_TAIL_IN_COLOURS -> TerminalDress.logsTailInColours(events, coat);
      case SAM_LOGS -> TerminalDress.samLogs(events, coat);
      case GET_LOG_EVENTS -> AnswerDress.getLogEvents(events, coat);
      case FILTER_LOG_EVENTS -> AnswerDress.filterLogEvents(events, coat);
      case INSIGHTS -> AnswerDress.insights(events, coat);
      case INSIGHTS_CSV -> TerminalDress.insightsCsv(events, coat);
      case CONSOLE_CSV -> TerminalDress.consoleCsv(events, coat);
      case RAW_SUBSCRIPTION -> SubscriptionDress.rawSubscription(events, coat);
      case KINESIS_INPUT -> SubscriptionDress.kinesisInput(events, coat);
      case KINESIS_ANSWER -> SubscriptionDress.kinesisAnswer(events, coat);
      case VECTOR -> ShippedDress.vector(events, coat);
      case FILEBEAT -> ShippedDress.filebeat(events, coat);
      case LOGSTASH -> ShippedDress.logstash(events, coat);
      case DATADOG -> ShippedDress.datadog(events, coat);
      case FLUENTD -> ShippedDress.fluentd(events, coat);
      case OTLP -> ShippedDress.otlp(events, coat);
      case JSON_LINES -> TerminalDress.jsonLines(events, coat);
      case FIREHOSE_MEMBERS -> SubscriptionDress.firehoseMembers(events, coat);
      case FIREHOSE_DOUBLE_GZIP -> SubscriptionDress.firehoseDoubleGzip(events, coat);
      case FIREHOSE_DECOMPRESSED -> SubscriptionDress.firehoseDecompressed(events, coat);
      case FIREHOSE_DELIMITED -> SubscriptionDress.firehoseDelimited(events, coat);
      case FIREHOSE_NEWLINES -> SubscriptionDress.firehoseNewlines(events, coat);
    };
  }
}

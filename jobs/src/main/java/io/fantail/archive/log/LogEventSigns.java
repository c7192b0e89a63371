package io.fantail.archive.log;

import io.fantail.archive.json.Head;
import io.fantail.text.Words;
import java.util.Collections;
import java.util.Set;

/** Tells log events in JSON by the names of their fields. */
final class LogEventSigns {
  /** Beside the message; a function's own JSON line has none of them. */
  private static final Set<String> OF_LOG_EVENTS =
      Words.setOf(
          """
          eventId EventId event_id ingestionTime IngestionTime ingestion_time
          logStreamName LogStreamName logStream logGroup
          log_stream log_group log_stream_name log_group_name
          awscloudwatch aws.cloudwatch.log_group cloudwatch_logs
          """);

  private static final Set<String> OF_TELEMETRY = Set.of("time", "type", "record");

  /** Beside {@code @timestamp}: Elastic's shippers write them. */
  private static final Set<String> OF_ELASTIC =
      Words.setOf("@version agent ecs ecs.version input aws event host");

  private LogEventSigns() {}

  /**
   * Whether the content holds answers of CloudWatch Logs, batches of the Telemetry API, records of
   * log shippers, or such events and records one by one.
   */
  static boolean areIn(Head head) {
    Set<String> root = head.rootFields();
    Set<String> element = head.eventFields();
    return isAnswer(head)
        || isLogEvent(root)
        || isLogEvent(element)
        || isRow(element)
        || element.contains("logEvents")
        || element.contains("log_events")
        || element.containsAll(OF_TELEMETRY)
        || (root.containsAll(OF_TELEMETRY) && !head.isFirstRootOneLine())
        || isShipped(root)
        || isShipped(element);
  }

  private static boolean isAnswer(Head head) {
    return head.hasRootField("searchedLogStreams", "nextForwardToken", "next_forward_token")
        || (head.hasRootField("results")
            && head.hasRootField("statistics", "status", "queryLanguage", "queryId"));
  }

  private static boolean isLogEvent(Set<String> fields) {
    boolean hasMessage = fields.contains("message") || fields.contains("Message");
    return fields.contains("@message")
        || (hasMessage && !Collections.disjoint(fields, OF_LOG_EVENTS));
  }

  /** A field of a row of {@code GetQueryResults}. */
  private static boolean isRow(Set<String> fields) {
    return fields.containsAll(Set.of("field", "value"))
        || fields.containsAll(Set.of("Field", "Value"));
  }

  /** Datadog's archives; Filebeat and Logstash; Fluent Bit; Vector. */
  private static boolean isShipped(Set<String> fields) {
    boolean isOfDatadog =
        fields.contains("date")
            && (fields.contains("_id") || fields.containsAll(Set.of("attributes", "message")));
    boolean isOfElastic =
        fields.contains("@timestamp") && !Collections.disjoint(fields, OF_ELASTIC);
    boolean isOfFluentBit = fields.containsAll(Set.of("date", "log"));
    boolean isOfVector = fields.containsAll(Set.of("source_type", "timestamp"));
    return isOfDatadog || isOfElastic || isOfFluentBit || isOfVector;
  }
}

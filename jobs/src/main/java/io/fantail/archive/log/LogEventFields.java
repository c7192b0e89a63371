package io.fantail.archive.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import io.fantail.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where tools keep what CloudWatch Logs says of a log event. A path goes into objects at its dots,
 * which some tools write into the name of a field instead.
 *
 * <ul>
 *   <li>CloudWatch Logs: {@code logStreamName, timestamp, message, eventId} of {@code
 *       FilterLogEvents}; {@code @logStream, @log, @timestamp, @message} of Logs Insights
 *       ("Supported logs and discovered fields"), whose {@code @log} is {@code account:group}
 *   <li>the function that subscribes OpenSearch: {@code @log_group, @log_stream, @owner, @id}
 *   <li>Vector and Functionbeat: {@code log_group, log_stream, owner, id, timestamp, message}
 *   <li>Filebeat's {@code aws-cloudwatch} input: {@code aws.cloudwatch}, before 8 {@code
 *       awscloudwatch}, see "AWS CloudWatch fields" of its exported fields
 *   <li>Logstash's {@code cloudwatch_logs} input: {@code cloudwatch_logs}
 *   <li>Datadog's log archives: {@code attributes.aws.awslogs}, which its Forwarder writes
 *   <li>Fluentd and Fluent Bit: {@code log} or {@code message}, {@code date}; Fluentd's {@code
 *       in_cloudwatch_logs} puts {@code log_group_name} and {@code log_stream_name} into {@code
 *       metadata}
 * </ul>
 */
public final class LogEventFields {
  static final List<String> ID =
      Words.listOf(
          """
          id eventId EventId event_id @id cloudwatch_logs.event_id event.id attributes.id
          """);
  static final List<String> TIMESTAMP =
      Words.listOf("timestamp Timestamp @timestamp date time attributes.timestamp");
  static final List<String> MESSAGE = List.of("message", "Message", "@message", "log");

  private static final List<String> LOG_GROUP =
      Words.listOf(
          """
          logGroup logGroupName LogGroupName log_group @log_group log_group_name
          aws.cloudwatch.log_group awscloudwatch.log_group cloudwatch_logs.log_group
          attributes.aws.awslogs.logGroup aws.awslogs.logGroup cloudwatch.log.group.name
          aws.log.group.names aws.log.group.name metadata.log_group_name
          cloudwatch.log_group
          """);
  private static final List<String> LOG_STREAM =
      Words.listOf(
          """
          logStream logStreamName LogStreamName @logStream log_stream @log_stream
          log_stream_name aws.cloudwatch.log_stream awscloudwatch.log_stream
          cloudwatch_logs.log_stream attributes.aws.awslogs.logStream aws.awslogs.logStream
          cloudwatch.log.stream aws.log.stream.names aws.log.stream.name
          metadata.log_stream_name cloudwatch.log_stream
          """);

  /** Whose standard output a line is, as Fluent Bit, FireLens, Vector and Filebeat say it. */
  private static final List<String> CONTAINER =
      Words.listOf(
          """
          kubernetes.pod_name kubernetes.pod.name kubernetes.container_name ecs_task_arn
          container_id container_name container.id docker.container_id
          """);

  private static final List<String> HOST = List.of("host", "service");

  private static final List<String> ACCOUNT =
      Words.listOf(
          """
          owner @owner attributes.aws.awslogs.owner aws.awslogs.owner cloud.account.id
          metadata.owner
          """);

  private static final String LOG = "@log";

  private LogEventFields() {}

  static @Nullable String logGroup(JsonNode event) {
    String group = text(event, LOG_GROUP);
    String log = group == null ? event.path(LOG).textValue() : null;
    return log == null ? group : log.substring(log.indexOf(':') + 1);
  }

  static @Nullable String logStream(JsonNode event) {
    return text(event, LOG_STREAM);
  }

  /** The container or the host that wrote a line which did not come by way of CloudWatch Logs. */
  static @Nullable String foreignWriter(JsonNode event) {
    String container = text(event, CONTAINER);
    return container == null && isOfAgent(event) ? text(event, HOST) : container;
  }

  /** A line that Datadog's agent found on a host: none of a group that Datadog's forwarder read. */
  private static boolean isOfAgent(JsonNode event) {
    String source = event.path("source").textValue();
    return source != null
        && event.has("_id")
        && !source.startsWith("stepfunction")
        && !source.startsWith("lambda")
        && !source.startsWith("aws")
        && !source.startsWith("cloudwatch")
        && logGroup(event) == null;
  }

  static @Nullable String account(JsonNode event) {
    String account = text(event, ACCOUNT);
    String log = account == null ? event.path(LOG).textValue() : null;
    return log == null || log.indexOf(':') < 0 ? account : log.substring(0, log.indexOf(':'));
  }

  private static @Nullable String text(JsonNode event, List<String> paths) {
    JsonNode value = Json.first(event, paths);
    // OpenTelemetry's conventions give a list of names.
    String text =
        value.isArray() && value.size() == 1 ? value.path(0).textValue() : value.textValue();
    return text == null || text.isEmpty() ? null : text;
  }
}

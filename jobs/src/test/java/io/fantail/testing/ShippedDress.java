package io.fantail.testing;

import static io.fantail.testing.DressText.byStream;
import static io.fantail.testing.DressText.json;
import static io.fantail.testing.DressText.lines;
import static io.fantail.testing.DressText.texts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Log events as agents and services other than those of AWS store them. */
final class ShippedDress {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ShippedDress() {}

  static Map<String, byte[]> vector(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "date=2026-11-20/1795082400-x.log",
        event ->
            json(
                    MAPPER
                        .createObjectNode()
                        .put("id", event.id())
                        .put("log_group", event.logGroup())
                        .put("log_stream", event.logStream())
                        .put("message", event.message())
                        .put("message_type", "DATA_MESSAGE")
                        .put("owner", event.owner())
                        .put("source_type", "aws_kinesis_firehose")
                        .put("timestamp", MILLIS.format(event.at())))
                + "\n");
  }

  static Map<String, byte[]> filebeat(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "filebeat.ndjson",
        event -> {
          ObjectNode record =
              MAPPER
                  .createObjectNode()
                  .put("@timestamp", MILLIS.format(event.at()))
                  .put("message", event.message());
          record.putObject("event").put("id", event.id()).put("dataset", "aws.cloudwatch_logs");
          record.putObject("input").put("type", "aws-cloudwatch");
          record.putObject("cloud").put("provider", "aws").put("region", "eu-west-1");
          record
              .putObject("aws.cloudwatch")
              .put("log_group", event.logGroup())
              .put("log_stream", event.logStream());
          return json(record) + "\n";
        });
  }

  static Map<String, byte[]> logstash(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "ls.s3.ip-10-0-0-1.2026-11-20T10.00.part0.txt",
        event -> {
          ObjectNode record =
              MAPPER
                  .createObjectNode()
                  .put("@version", "1")
                  .put("@timestamp", MILLIS.format(event.at()))
                  .put("message", event.message());
          record
              .putObject("cloudwatch_logs")
              .put("log_group", event.logGroup())
              .put("log_stream", event.logStream())
              .put("event_id", event.id())
              .put("ingestion_time", MILLIS.format(event.at()));
          return json(record) + "\n";
        });
  }

  static Map<String, byte[]> datadog(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "dt=20261120/hour=10/archive_100000.1234.AbCd.json",
        event -> {
          ObjectNode record =
              MAPPER
                  .createObjectNode()
                  .put("_id", "AQAAAY" + event.id())
                  .put("date", MILLIS.format(event.at()))
                  .put("service", "orders")
                  .put("source", "lambda")
                  .put("status", "info")
                  .put("message", event.message());
          record.putArray("tags").add("env:prod");
          ObjectNode attributes = record.putObject("attributes").put("id", event.id());
          attributes
              .putObject("aws")
              .putObject("awslogs")
              .put("logGroup", event.logGroup())
              .put("logStream", event.logStream())
              .put("owner", event.owner());
          return json(record) + "\n";
        });
  }

  static Map<String, byte[]> fluentd(List<LoggedEvent> events, Coat coat) {
    ArrayNode records = MAPPER.createArrayNode();
    for (LoggedEvent event : events) {
      long millis = event.at().toEpochMilli();
      records
          .addObject()
          .put("date", new BigDecimal(BigInteger.valueOf(millis), 3))
          .put("log", event.message())
          .putObject("metadata")
          .put("log_group_name", event.logGroup())
          .put("log_stream_name", event.logStream());
    }
    return Map.of("fluent.json", coat.over(records.toString()));
  }

  static Map<String, byte[]> otlp(List<LoggedEvent> events, Coat coat) {
    List<String> batches = new ArrayList<>();
    byStream(events)
        .forEach(
            (stream, ofStream) -> {
              ObjectNode batch = MAPPER.createObjectNode();
              ObjectNode ofResource = batch.withArray("resourceLogs").addObject();
              ArrayNode resource = ofResource.putObject("resource").putArray("attributes");
              attribute(resource, "cloudwatch.log.group.name", ofStream.get(0).logGroup());
              attribute(resource, "cloudwatch.log.stream", stream);
              ArrayNode records =
                  ofResource.withArray("scopeLogs").addObject().putArray("logRecords");
              for (LoggedEvent event : ofStream) {
                ObjectNode record =
                    records.addObject().put("timeUnixNano", event.at().toEpochMilli() + "000000");
                record.putObject("body").put("stringValue", event.message());
                attribute(record.putArray("attributes"), "id", event.id());
              }
              batches.add(json(batch));
            });
    return Map.of("logs_1.json", coat.over(lines(batches)));
  }

  private static void attribute(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }
}

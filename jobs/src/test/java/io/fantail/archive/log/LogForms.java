package io.fantail.archive.log;

import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;

import io.fantail.testing.LambdaLines;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of one invocation in the forms that tools really write, by the name of each. */
final class LogForms {
  private static final LambdaLines LINES = LambdaLines.FAILED;

  private LogForms() {}

  /** Whose form names group, stream and time, or holds one stream whole. */
  static Stream<Map.Entry<String, String>> placed() {
    Map<String, String> forms = new LinkedHashMap<>();
    insights(forms);
    csv(forms);
    encoded(forms);
    shipped(forms);
    answers(forms);
    tails(forms);
    return forms.entrySet().stream();
  }

  private static void insights(Map<String, String> forms) {
    String cells =
        """
        [{"field":"@timestamp","value":"$space"},{"field":"@message","value":$json},\
        {"field":"@logStream","value":"$stream"},{"field":"@log","value":"$owner:$group"},\
        {"field":"@ptr","value":"CmEK"}]""";
    String row =
        """
        {"@ptr":"C","@log":"$owner:$group","@logStream":"$stream","@message":$json,\
        "@timestamp":"$space","level":"INFO"}""";
    forms.put("answer", "{\"results\":[" + LINES.joined(cells, ",") + "],\"status\":\"Complete\"}");
    forms.put(
        "answer behind its statistics",
        "{\"status\":\"Complete\",\"statistics\":{\"recordsMatched\":4.0},\"results\":[\n"
            + LINES.joined(cells, ",\n")
            + "]}\n");
    forms.put("--query results", "[" + LINES.joined(cells, ", ") + "]");
    forms.put("rows one per line", LINES.joined(cells, "\n"));
    forms.put("download as JSON", "[\n  " + LINES.joined(row, ",\n  ") + "\n]");
    forms.put("rows as objects in results", "{\"results\":[" + LINES.joined(row, ",") + "]}");
    forms.put("objects one per line", LINES.joined(row, "\r\n"));
    forms.put(
        "several answers",
        LINES.all().stream()
            .map(line -> "{\"results\":[" + line.in(cells) + "],\"status\":\"Complete\"}")
            .collect(Collectors.joining("\n")));
  }

  private static void csv(Map<String, String> forms) {
    String row = "$space,$csv,$stream,$owner:$group\n";
    forms.put("Insights CSV", "@timestamp,@message,@logStream,@log\n" + LINES.joined(row, ""));
    forms.put(
        "Insights CSV from Windows",
        "\ufeff\"@timestamp\",\"@message\",\"@logStream\",\"@log\"\r\n"
            + LINES.joined(row, "").replace("\n", "\r\n"));
    forms.put(
        "columns of the query",
        "@log,@requestId,@logStream,@duration,@message,@timestamp\n"
            + LINES.joined("$owner:$group,,$stream,1.5,$csv,$space\n", ""));
    forms.put(
        "semicolons of an office program",
        "@timestamp;@message;@logStream;@log\n"
            + LINES.joined("$space;$csv;$stream;$owner:$group\n", ""));
    forms.put(
        "tabs",
        "@timestamp\t@message\t@logStream\t@log\n"
            + LINES.joined("$space\t$csv\t$stream\t$owner:$group\n", ""));
    forms.put("console", "timestamp,message\n" + LINES.joined("$ms,$csv\n", ""));
    forms.put("console in capitals", "Timestamp,Message\n" + LINES.joined("$iso,$csv\n", ""));
    forms.put(
        "console of a group",
        "timestamp,message,logStreamName\n" + LINES.joined("$ms,$csv,$stream\n", ""));
    forms.put(
        "console with empty lines", "timestamp,message\n\n" + LINES.joined("$ms,$csv\n", "\n"));
    forms.put(
        "a table of one's own",
        "message,level,timestamp\n" + LINES.joined("$csv,\"in,fo\",$iso\n", ""));
  }

  private static void encoded(Map<String, String> forms) {
    String envelope = LINES.envelope();
    String data = base64(gzip(utf8(envelope)));
    String plain = base64(utf8(envelope));
    forms.put("awslogs", "{\"awslogs\":{\"data\":\"" + data + "\"}}");
    forms.put("awslogs in lines", "{\n  \"awslogs\": {\n    \"data\": \"" + data + "\"\n  }\n}\n");
    forms.put("awslogs in an array", "[{\"awslogs\":{\"data\":\"" + data + "\"}}]");
    forms.put("awslogs, not compressed", "{\"awslogs\":{\"data\":\"" + plain + "\"}}");
    forms.put("awslogs, decoded by a tool", "{\"awslogs\":{\"data\":" + envelope + "}}");
    String input =
        "{\"kinesis\":{\"partitionKey\":\"p\",\"data\":\"%s\"},\"eventSource\":\"aws:kinesis\"}"
            .formatted(data);
    forms.put("input of Kinesis", "{\"Records\":[" + input + "]}");
    forms.put("inputs of Kinesis one per line", input + "\n");
    forms.put(
        "GetRecords",
        "{\"Records\":[{\"SequenceNumber\":\"4\",\"Data\":\"%s\",\"PartitionKey\":\"p\"}],\"NextShardIterator\":\"x\"}"
            .formatted(data));
    forms.put(
        "GetRecords --query Records",
        "[{\"SequenceNumber\":\"4\",\"Data\":\"%s\",\"PartitionKey\":\"p\"}]".formatted(data));
    forms.put(
        "GetRecords of JavaScript",
        "{\"Records\":[{\"Data\":{\"type\":\"Buffer\",\"data\":%s},\"SequenceNumber\":\"4\"}]}"
            .formatted(numbers(gzip(utf8(envelope)))));
    forms.put(
        "records that Firehose gives to transform",
        "{\"invocationId\":\"i\",\"records\":[{\"recordId\":\"49\",\"data\":\"%s\"}]}"
            .formatted(data));
    forms.put("envelopes in an array", "[" + LINES.control() + ",\n" + envelope + "]");
  }

  private static void shipped(Map<String, String> forms) {
    String place = "\"log_group\":\"$group\",\"log_stream\":\"$stream\"";
    forms.put(
        "Vector, remapped",
        LINES.joined(
            "{\"id\":\"$id\"," + place + ",\"message\":$json,\"timestamp\":\"$iso\"}\n", ""));
    forms.put(
        "Vector, whole envelopes in the order of the alphabet",
        "{\"log_events\":["
            + LINES.joined("{\"id\":\"$id\",\"message\":$json,\"timestamp\":\"$iso\"}", ",")
            + "],"
            + LINES.all().get(0).in(place)
            + ",\"message_type\":\"DATA_MESSAGE\",\"owner\":\"1\"}\n");
    forms.put(
        "Vector, envelopes as messages",
        "{\"message\":%s,\"request_id\":\"r\",\"source_type\":\"aws_kinesis_firehose\",\"timestamp\":\"2026-11-20T10:00:02Z\"}\n"
            .formatted(LambdaLines.json(LINES.envelope())));
    forms.put(
        "Functionbeat",
        LINES.joined(
            "{\"@timestamp\":\"$iso\",\"message\":$json,\"id\":\"$id\",\"owner\":\"$owner\","
                + place
                + ",\"message_type\":\"DATA_MESSAGE\",\"subscription_filters\":[\"f\"]}\n",
            ""));
    forms.put(
        "for OpenSearch",
        LINES.joined(
            "{\"@id\":\"$id\",\"@timestamp\":\"$iso\",\"@message\":$json,\"@owner\":\"$owner\",\"@log_group\":\"$group\",\"@log_stream\":\"$stream\"}\n",
            ""));
    forms.put(
        "Filebeat",
        LINES.joined(
            "{\"@timestamp\":\"$iso\",\"@metadata\":{\"beat\":\"filebeat\"},\"aws\":{\"cloudwatch\":{"
                + place
                + "}},\"message\":$json,\"event\":{\"id\":\"$id\"},\"agent\":{\"type\":\"filebeat\"}}\n",
            ""));
    forms.put(
        "Filebeat 7",
        LINES.joined(
            "{\"@timestamp\":\"$iso\",\"awscloudwatch\":{"
                + place
                + "},\"message\":$json,\"event\":{\"id\":\"$id\"}}\n",
            ""));
    forms.put(
        "Logstash",
        LINES.joined(
            "{\"message\":$json,\"@version\":\"1\",\"cloudwatch_logs\":{"
                + place
                + ",\"event_id\":\"$id\"},\"@timestamp\":\"$iso\"}\n",
            ""));
    String datadog =
        """
        {"_id":"A$id","date":"$iso","service":"s","source":"lambda","status":"info",\
        "message":$json,"attributes":{"id":"$id","timestamp":$ms,"aws":{"awslogs":\
        {"logGroup":"$group","logStream":"$stream","owner":"$owner"}}},"tags":["env:prod"]}
        """;
    String web =
        """
        {"_id":"B","date":"2026-11-20T10:00:00.000Z","host":"i-1","service":"web","source":"nginx",\
        "status":"info","message":"GET / 200","attributes":{"http":{"status_code":200}},"tags":[]}
        """;
    forms.put("Datadog among the logs of others", web + LINES.joined(datadog, web) + web);
    forms.put(
        "Datadog's Forwarder",
        LINES.joined(
            "{\"id\":\"$id\",\"timestamp\":$ms,\"message\":$json,\"aws\":{\"awslogs\":{\"logGroup\":\"$group\",\"logStream\":\"$stream\",\"owner\":\"$owner\"},\"invoked_function_arn\":\"arn\"},\"ddsource\":\"lambda\",\"ddtags\":\"\",\"_id\":\"A\",\"date\":$ms}\n",
            ""));
    forms.put(
        "Fluentd with metadata",
        LINES.joined(
            "{\"message\":$json,\"metadata\":{\"log_group_name\":\"$group\",\"log_stream_name\":\"$stream\"},\"date\":$s.040,\"log\":$json}\n",
            ""));
    forms.put(
        "Fluentd's own format",
        LINES.joined(
            "$micros+00:00\tcloudwatch.lambda\t{\"message\":$json,\"metadata\":{\"log_group_name\":\"$group\",\"log_stream_name\":\"$stream\"}}\n",
            ""));
    forms.put(
        "records of one's own",
        LINES.joined(
            "{\"logGroup\":\"$group\",\"logStream\":\"$stream\",\"message\":$json,\"timestamp\":$ms,\"messageType\":\"DATA_MESSAGE\"}\n",
            ""));
    for (String time :
        List.of(
            "\"$iso\"",
            "\"$ms\"",
            "$s.5",
            "\"$s.25\"",
            "$ms000",
            "\"$ms000000\"",
            "\"$space\"",
            "\"$space000+00:00\"",
            "$s")) {
      forms.put(
          "time " + time,
          LINES.joined(
              "{\"logStreamName\":\"$stream\",\"message\":$json,\"timestamp\":" + time + "}\n",
              ""));
    }
  }

  private static void answers(Map<String, String> forms) {
    String event = "{\"timestamp\":$ms,\"message\":$json,\"ingestionTime\":$ms}";
    String tokens = "\"nextForwardToken\":\"f/1/s\",\"nextBackwardToken\":\"b/1/s\"";
    forms.put("GetLogEvents", "{\"events\":[" + LINES.joined(event, ",") + "]," + tokens + "}");
    forms.put("GetLogEvents --query events", "[" + LINES.joined(event, ",") + "]");
    forms.put("GetLogEvents, events one per line", LINES.joined(event, "\n"));
    forms.put(
        "GetLogEvents of Go",
        "{\"Events\":["
            + LINES.joined("{\"IngestionTime\":$ms,\"Message\":$json,\"Timestamp\":$ms}", ",")
            + "],\"NextForwardToken\":\"f\"}");
    forms.put(
        "GetLogEvents of Ruby",
        "{\"events\":["
            + LINES.joined("{\"timestamp\":$ms,\"message\":$json,\"ingestion_time\":$ms}", ",")
            + "],\"next_forward_token\":\"f\"}");
    String pages =
        LINES.all().stream()
            .map(line -> "{\"events\":[" + line.in(event) + "]," + tokens + "}")
            .collect(Collectors.joining("\n"));
    forms.put("pages of GetLogEvents", pages + "\n{\"events\":[]," + tokens + "}");
    forms.put("pages of GetLogEvents in an array", "[" + pages.replace("\n", ",") + "]");
    forms.put("in a response", "{\"response\":{\"events\":[" + LINES.joined(event, ",") + "]}}");
    forms.put(
        "FilterLogEvents in pages",
        LINES.all().stream()
            .map(
                line ->
                    line.in(
                        "{\"events\":[{\"logStreamName\":\"$stream\",\"timestamp\":$ms,\"message\":$json,\"eventId\":\"$id\"}],\"searchedLogStreams\":[]}"))
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static void tails(Map<String, String> forms) {
    forms.put("tail", LINES.joined("$micros+00:00 $stream $shown\n", ""));
    forms.put("tail in a zone", LINES.joined("$zone $stream $shown\n", ""));
    String green = "\u001b[32m";
    String cyan = "\u001b[36m";
    String end = "\u001b[0m";
    forms.put(
        "tail in colours",
        LINES.joined(
            green + "$micros+00:00" + end + " " + cyan + "$stream" + end + " $shown\n", ""));
    forms.put(
        "tail in colours that are reset behind each line",
        LINES.joined(
            green + "$micros+00:00" + end + " " + cyan + "$stream" + end + " $shown\n" + end, ""));
    forms.put("sam logs", LINES.joined("$stream $micros $shown\n", ""));
    forms.put(
        "sam logs in colours",
        LINES.joined(
            cyan + "$stream" + end + " \u001b[33m$micros" + end + " \u001b[31m$shown" + end + "\n",
            ""));
  }

  /** Whose form drops group and stream, so that only a request id tells what belongs together. */
  static Stream<Map.Entry<String, String>> unplaced() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put(
        "Insights rows without their stream",
        "{\"results\":["
            + LINES.joined(
                "[{\"field\":\"@timestamp\",\"value\":\"$space\"},{\"field\":\"@message\",\"value\":$json}]",
                ",")
            + "],\"status\":\"Complete\"}");
    forms.put(
        "Insights CSV without its stream",
        "@timestamp,@message\n" + LINES.joined("$space,$csv\n", ""));
    forms.put("tail --format short", LINES.joined("$seconds $shown\n", ""));
    forms.put(
        "tail --format short in colours", LINES.joined("\u001b[32m$seconds\u001b[0m $shown\n", ""));
    forms.put("Fluent Bit", LINES.joined("{\"date\":$s.040,\"log\":$json}\n", ""));
    forms.put(
        "Fluent Bit's array", "[" + LINES.joined("{\"date\":\"$iso\",\"log\":$json}", ",") + "]");
    return forms.entrySet().stream();
  }

  static Stream<Map.Entry<String, String>> all() {
    return Stream.concat(placed(), unplaced());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static List<Integer> numbers(byte[] bytes) {
    return Stream.iterate(0, i -> i < bytes.length, i -> i + 1).map(i -> bytes[i] & 0xFF).toList();
  }
}

package io.fantail.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The containers in which log events reach an archive, each written from the log events alone and
 * with nothing of Fantail's. See formats.md, section 5, and {@code archive/} of the corpus.
 */
public enum LogDress {
  /** An object per log stream; neither group nor id. */
  EXPORT_TASK(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(
          events,
          coat,
          event -> "export/0f3c3c5e/" + event.logStream().replace('/', '-') + "/000000.gz",
          event -> withLineEnd(MILLIS.format(event.at()) + " " + event.message()));
    }
  },
  /** What a terminal showed of one group at a time; neither group nor id. */
  LOGS_TAIL(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(
          events,
          coat,
          event -> "tail/" + event.logGroup().replace('/', '_') + ".log",
          event ->
              withLineEnd(
                  isoformat(event)
                      + " "
                      + event.logStream()
                      + " "
                      + event.message().stripTrailing()));
    }
  },
  /** The same with JSON broken into lines. */
  LOGS_TAIL_JSON(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(
          events,
          coat,
          event -> "tail/" + event.logGroup().replace('/', '_') + ".json.log",
          event ->
              withLineEnd(
                  isoformat(event)
                      + " "
                      + event.logStream()
                      + " "
                      + prettyOnNewLine(event.message().stripTrailing())));
    }
  },
  /** The same as a terminal shows it, and somebody recorded. */
  LOGS_TAIL_IN_COLOURS(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(
          events,
          coat,
          event -> "tail/" + event.logGroup().replace('/', '_') + ".colours.log",
          event ->
              withLineEnd(
                      "\u001b[32m"
                          + isoformat(event)
                          + "\u001b[0m \u001b[36m"
                          + event.logStream()
                          + "\u001b[0m "
                          + event.message().stripTrailing())
                  + "\u001b[0m");
    }
  },
  SAM_LOGS(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(
          events,
          coat,
          event -> "sam/" + event.logGroup().replace('/', '_') + ".log",
          event ->
              withLineEnd(
                  "\u001b[36m"
                      + event.logStream()
                      + "\u001b[0m \u001b[33m"
                      + isoformat(event).replace("+00:00", "")
                      + "\u001b[0m "
                      + pretty(event.message().stripTrailing())));
    }
  },
  /** An answer for each log stream, as {@code aws} prints it; neither group, stream nor id. */
  GET_LOG_EVENTS(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      Map<String, byte[]> objects = new LinkedHashMap<>();
      byStream(events)
          .forEach(
              (stream, ofStream) -> {
                ObjectNode answer = MAPPER.createObjectNode();
                for (LoggedEvent event : ofStream) {
                  apiEvent(event, answer.withArray("events").addObject());
                }
                answer.put("nextForwardToken", "f/1").put("nextBackwardToken", "b/1");
                objects.put(
                    "answers/" + objects.size() + ".json", coat.over(answer.toPrettyString()));
              });
      return objects;
    }
  },
  /** All streams of a group in one answer. */
  FILTER_LOG_EVENTS(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      ObjectNode answer = MAPPER.createObjectNode();
      for (LoggedEvent event : events) {
        apiEvent(event, answer.withArray("events").addObject())
            .put("logStreamName", event.logStream())
            .put("eventId", event.id());
      }
      answer.putArray("searchedLogStreams");
      return Map.of("filtered.json", coat.over(answer.toPrettyString()));
    }
  },
  /** {@code GetQueryResults}. */
  INSIGHTS(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      ObjectNode answer = MAPPER.createObjectNode();
      ArrayNode results = answer.put("queryLanguage", "CWLI").putArray("results");
      for (LoggedEvent event : events) {
        ArrayNode row = results.addArray();
        cell(row, "@timestamp", INSIGHTS_TIME.format(event.at()));
        cell(row, "@message", event.message());
        cell(row, "@logStream", event.logStream());
        cell(row, "@log", event.owner() + ":" + event.logGroup());
        cell(row, "@ptr", "CmEKJgoi" + event.id());
      }
      answer.putObject("statistics").put("recordsMatched", (double) events.size());
      return Map.of("insights.json", coat.over(answer.put("status", "Complete").toString()));
    }
  },
  /** What the console of Logs Insights downloads, columns in the order of the query. */
  INSIGHTS_CSV(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(
          events,
          coat,
          "@log,@message,@timestamp,@requestId,@logStream\n",
          event -> "logs-insights-results.csv",
          event ->
              String.join(
                      ",",
                      event.owner() + ":" + event.logGroup(),
                      quoted(event.message()),
                      INSIGHTS_TIME.format(event.at()),
                      "",
                      event.logStream())
                  + "\n");
    }
  },
  /** What the console downloads of one log stream. */
  CONSOLE_CSV(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      Map<String, byte[]> objects = new LinkedHashMap<>();
      byStream(events)
          .forEach(
              (stream, ofStream) ->
                  objects.putAll(
                      texts(
                          ofStream,
                          coat,
                          "timestamp,message\n",
                          event -> "viewer/" + stream.replace('/', '-') + ".csv",
                          event ->
                              event.at().toEpochMilli() + "," + quoted(event.message()) + "\n")));
      return objects;
    }
  },
  /** What a function gets of a subscription, one input per line. */
  RAW_SUBSCRIPTION(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of(
          "inputs.jsonl",
          coat.over(
              lines(
                  envelopes(events).stream()
                      .map(
                          envelope -> {
                            ObjectNode input = MAPPER.createObjectNode();
                            input.putObject("awslogs").put("data", base64(envelope));
                            return json(input);
                          })
                      .toList())));
    }
  },
  /** What a function gets of a Kinesis stream. */
  KINESIS_INPUT(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      ObjectNode input = MAPPER.createObjectNode();
      for (String envelope : envelopes(events)) {
        input
            .withArray("Records")
            .addObject()
            .put("eventSource", "aws:kinesis")
            .putObject("kinesis")
            .put("partitionKey", "p")
            .put("data", base64(envelope));
      }
      return Map.of("kinesis-input.json", coat.over(input.toPrettyString()));
    }
  },
  /** {@code aws kinesis get-records}. */
  KINESIS_ANSWER(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      ObjectNode answer = MAPPER.createObjectNode();
      for (String envelope : envelopes(events)) {
        answer
            .withArray("Records")
            .addObject()
            .put("SequenceNumber", "49")
            .put("ApproximateArrivalTimestamp", 1_787_500_000.1)
            .put("Data", base64(envelope))
            .put("PartitionKey", "p");
      }
      return Map.of("records.json", coat.over(answer.put("MillisBehindLatest", 0).toString()));
    }
  },
  VECTOR(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
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
  },
  FILEBEAT(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
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
  },
  LOGSTASH(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
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
  },
  DATADOG(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
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
  },
  /** {@code in_cloudwatch_logs} with its metadata, in an array as Fluent Bit writes them. */
  FLUENTD(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
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
  },
  /** A batch of OpenTelemetry's collector for each log stream. */
  OTLP(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
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
  },
  /** Step Functions' events alone: of another line the message does not say what it is of. */
  JSON_LINES(true) {
    @Override
    public boolean holds(LoggedEvent event) {
      return !event.isOfLambda();
    }

    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(events, coat, event -> "vended.jsonl", event -> event.message() + "\n");
    }
  },
  FIREHOSE_MEMBERS(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-members", members(events));
    }

    @Override
    public Set<Coat> coats() {
      return Set.of(Coat.PLAIN);
    }
  },
  FIREHOSE_DOUBLE_GZIP(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-double.gz", ArchiveFiles.gzip(members(events)));
    }

    @Override
    public Set<Coat> coats() {
      return Set.of(Coat.PLAIN);
    }
  },
  FIREHOSE_DECOMPRESSED(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-decompressed", coat.over(String.join("", envelopes(events))));
    }
  },
  /** {@code AppendDelimiterToRecord}: a line feed between records, none behind the last. */
  FIREHOSE_DELIMITED(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-delimited", coat.over(String.join("\n", envelopes(events))));
    }
  },
  /** A function of one's own that ends every record. */
  FIREHOSE_NEWLINES(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-newlines", coat.over(String.join("\n", envelopes(events)) + "\n"));
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter INSIGHTS_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final int ENVELOPE_EVENTS = 5;

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
    return true;
  }

  /** What people put around this form. */
  public Set<Coat> coats() {
    return Set.copyOf(Arrays.asList(Coat.values()));
  }

  /**
   * Content by name.
   *
   * @param events in the order of time, all of which this form holds
   */
  public abstract Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat);

  private static Map<String, byte[]> texts(
      List<LoggedEvent> events,
      Coat coat,
      Function<LoggedEvent, String> nameOf,
      Function<LoggedEvent, String> lineOf) {
    return texts(events, coat, "", nameOf, lineOf);
  }

  private static Map<String, byte[]> texts(
      List<LoggedEvent> events,
      Coat coat,
      String header,
      Function<LoggedEvent, String> nameOf,
      Function<LoggedEvent, String> lineOf) {
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    for (LoggedEvent event : events) {
      texts
          .computeIfAbsent(nameOf.apply(event), name -> new StringBuilder(header))
          .append(lineOf.apply(event));
    }
    Map<String, byte[]> objects = new LinkedHashMap<>();
    texts.forEach((name, text) -> objects.put(name, coat.over(text.toString())));
    return objects;
  }

  /** A message that ends in a line end of its own leaves an empty line, as in the real thing. */
  private static String withLineEnd(String line) {
    return line + "\n";
  }

  private static Map<String, List<LoggedEvent>> byStream(List<LoggedEvent> events) {
    Map<String, List<LoggedEvent>> streams = new LinkedHashMap<>();
    events.forEach(
        event ->
            streams.computeIfAbsent(event.logStream(), stream -> new ArrayList<>()).add(event));
    return streams;
  }

  private static ObjectNode apiEvent(LoggedEvent event, ObjectNode json) {
    return json.put("timestamp", event.at().toEpochMilli())
        .put("message", event.message())
        .put("ingestionTime", event.at().toEpochMilli() + 900);
  }

  private static void cell(ArrayNode row, String field, String value) {
    row.addObject().put("field", field).put("value", value);
  }

  private static void attribute(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String lines(List<String> records) {
    return String.join("\n", records) + "\n";
  }

  private static String base64(String envelope) {
    return Base64.getEncoder()
        .encodeToString(ArchiveFiles.gzip(envelope.getBytes(StandardCharsets.UTF_8)));
  }

  private static String prettyOnNewLine(String message) {
    return message.startsWith("{") ? "\n" + pretty(message) : message;
  }

  /** JSON in lines, anything else as it is. */
  private static String pretty(String message) {
    try {
      return message.startsWith("{") ? MAPPER.readTree(message).toPrettyString() : message;
    } catch (JsonProcessingException noJson) {
      return message;
    }
  }

  /** Python leaves out a fraction that is nothing. */
  private static String isoformat(LoggedEvent event) {
    return (event.at().toEpochMilli() % 1_000 == 0 ? SECONDS : MICROS).format(event.at());
  }

  private static byte[] members(List<LoggedEvent> events) {
    return ArchiveFiles.gzipMembers(envelopes(events).toArray(String[]::new));
  }

  /** The control message that a new subscription sends, and envelopes of few events each. */
  private static List<String> envelopes(List<LoggedEvent> events) {
    List<String> envelopes = new ArrayList<>();
    envelopes.add(control());
    Map<String, List<LoggedEvent>> waiting = new LinkedHashMap<>();
    for (LoggedEvent event : events) {
      List<LoggedEvent> ofStream =
          waiting.computeIfAbsent(event.logStream(), stream -> new ArrayList<>());
      ofStream.add(event);
      if (ofStream.size() == ENVELOPE_EVENTS) {
        envelopes.add(envelope(ofStream));
        ofStream.clear();
      }
    }
    waiting.values().stream()
        .filter(ofStream -> !ofStream.isEmpty())
        .forEach(ofStream -> envelopes.add(envelope(ofStream)));
    return envelopes;
  }

  private static String control() {
    ObjectNode envelope = envelope("CONTROL_MESSAGE", "CloudwatchLogs", "", "");
    envelope
        .withArray("logEvents")
        .addObject()
        .put("id", "")
        .put("timestamp", 1_787_500_000_000L)
        .put("message", "CWL CONTROL MESSAGE: Checking health of destination Firehose.");
    return json(envelope);
  }

  private static String envelope(List<LoggedEvent> events) {
    LoggedEvent first = events.get(0);
    ObjectNode envelope =
        envelope("DATA_MESSAGE", first.owner(), first.logGroup(), first.logStream());
    envelope.withArray("subscriptionFilters").add("all");
    ArrayNode logEvents = envelope.withArray("logEvents");
    for (LoggedEvent event : events) {
      logEvents
          .addObject()
          .put("id", event.id())
          .put("timestamp", event.at().toEpochMilli())
          .put("message", event.message());
    }
    return json(envelope);
  }

  private static ObjectNode envelope(String type, String owner, String group, String stream) {
    ObjectNode envelope =
        MAPPER
            .createObjectNode()
            .put("messageType", type)
            .put("owner", owner)
            .put("logGroup", group)
            .put("logStream", stream);
    envelope.putArray("subscriptionFilters");
    return envelope;
  }

  private static String json(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

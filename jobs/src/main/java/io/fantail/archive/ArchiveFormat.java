package io.fantail.archive;

import io.fantail.archive.history.HistoryDocuments;
import io.fantail.archive.history.HistoryWalk;
import io.fantail.archive.json.Head;
import io.fantail.archive.lines.CsvColumns;
import io.fantail.archive.lines.CsvLogEvents;
import io.fantail.archive.lines.ExportedLines;
import io.fantail.archive.lines.ExtractedMessages;
import io.fantail.archive.lines.FluentdLines;
import io.fantail.archive.lines.JsonLines;
import io.fantail.archive.lines.TailFormat;
import io.fantail.archive.lines.TailedLines;
import io.fantail.archive.log.EncodedRecords;
import io.fantail.archive.log.LogEventDocuments;
import io.fantail.archive.log.OtlpLogs;
import io.fantail.archive.log.SubscriptionEnvelopes;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.record.SingleRecord;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.archive.storage.PackedEntries;
import io.fantail.archive.stored.ForeignFormat;
import io.fantail.archive.stored.TarFiles;
import io.fantail.archive.stored.ZipFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The containers that are read, in the order in which they are asked whether an object is theirs. A
 * new container is one class and one line here.
 */
enum ArchiveFormat {
  /** Files in one ZIP, as Firehose writes them too, each an object of its own. */
  ZIP {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return ZipFiles.beginsWith(head.bytes());
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return PackedEntries.in(
          content, ZipFiles::new, BrokenReason.TRUNCATED_ZIP, BrokenReason.CORRUPT_ZIP, reader);
    }
  },
  /** Files in one tar, each an object of its own. */
  TAR {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return TarFiles.beginsWith(head.bytes());
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return PackedEntries.in(
          content, TarFiles::new, BrokenReason.TRUNCATED_TAR, BrokenReason.CORRUPT_TAR, reader);
    }
  },
  /** What macOS puts beside files: {@code ._name} and {@code .DS_Store}. */
  MACOS_METADATA {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return object.name().startsWith(".") && isOfMacOs(head.bytes());
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader) {
      return new SingleRecord(new RawRecord.Noise(0, NoiseKind.MACOS_METADATA));
    }
  },
  /**
   * {@code CreateExportTask}: {@code 2019-08-09T18:00:00.000Z message}, the log stream in the key.
   */
  EXPORT_TASK {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return ExportedLines.PREFIX.matcher(head.firstLine(80)).lookingAt();
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new ExportedLines(content);
    }
  },
  /** What a terminal showed: {@code aws logs tail}, {@code sam logs}. */
  LOGS_TAIL {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return TailFormat.of(head) != null;
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new TailedLines(content, Objects.requireNonNull(TailFormat.of(head)));
    }
  },
  /** Tables of the console and of Logs Insights. */
  CSV {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return CsvColumns.of(head) != null;
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new CsvLogEvents(content, Objects.requireNonNull(CsvColumns.of(head)));
    }
  },
  EXPORT_WRITE_TEST {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return object.name().equals("aws-logs-write-test")
          && WRITE_TEST.matcher(head.firstLine(80)).matches();
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader) {
      return new SingleRecord(new RawRecord.Noise(0, NoiseKind.EXPORT_WRITE_TEST));
    }
  },
  /** CloudWatch Logs subscription envelopes as Firehose writes them, one after the other. */
  SUBSCRIPTION {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      boolean isEvent = head.hasRootField(Set.of("message"));
      return head.hasRootField(Set.of("logEvents", "log_events"))
          || (head.hasRootField(Set.of("messageType")) && !isEvent);
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new SubscriptionEnvelopes(content);
    }
  },
  /** Bare messages of log events, one per line, some of them a Lambda function's. */
  EXTRACTED_MESSAGES {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return ExtractedMessages.areIn(head, object);
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return ExtractedMessages.in(content);
    }
  },
  /**
   * Records that hold others in Base64: of Kinesis, of a function's input, of Firehose's errors.
   */
  ENCODED_RECORDS {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      boolean isUndelivered =
          head.hasRootField(Set.of("rawData", "attemptsMade"))
              && head.hasRootField(Set.of("errorCode", "errorMessage", "arrivalTimestamp"));
      boolean isList = head.rootFields().stream().anyMatch(EncodedRecords::areIn);
      return isUndelivered
          || holdsData(head.rootFields())
          || ((isList || head.rootFields().isEmpty()) && holdsData(head.eventFields()))
          || (isList && head.eventFields().equals(Set.of("data")));
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      // Whoever puts one into another has made it by hand, without end if he likes.
      return content.isWithinRecord()
          ? new SingleRecord(
              new Broken(0, BrokenReason.UNKNOWN_FORMAT, "an error record within another one"))
          : new EncodedRecords(content, reader);
    }
  },
  /**
   * Answers of CloudWatch Logs that hold log events, batches of the Telemetry API, or such events
   * and records one by one.
   */
  LOG_EVENTS {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      Set<String> inList = head.eventFields();
      boolean isAnswer =
          head.hasRootField(Set.of("searchedLogStreams", "nextForwardToken", "next_forward_token"))
              || (head.hasRootField(Set.of("results")) && head.hasRootField(OF_QUERY_ANSWERS));
      boolean isRow =
          inList.containsAll(Set.of("field", "value"))
              || inList.containsAll(Set.of("Field", "Value"));
      boolean isEnvelope = inList.contains("logEvents") || inList.contains("log_events");
      return isLogEvent(inList)
          || isLogEvent(head.rootFields())
          || isAnswer
          || isRow
          || isEnvelope
          || inList.containsAll(OF_TELEMETRY)
          || (head.rootFields().containsAll(OF_TELEMETRY) && !head.isFirstRootOneLine());
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new LogEventDocuments(content, reader);
    }
  },
  /** Records of log shippers, some of them log events of CloudWatch Logs. */
  SHIPPED {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return isShipped(head.rootFields()) || isShipped(head.eventFields());
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new LogEventDocuments(content, reader);
    }
  },
  /** Records of Fluentd in the format that it writes unless it is told another. */
  FLUENTD_LINES {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return FluentdLines.areIn(head);
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new FluentdLines(content);
    }
  },
  /** Batches of OpenTelemetry's collector, as OTLP spells them in JSON. */
  OTLP_LOGS {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return head.hasRootField(Set.of("resourceLogs"));
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new OtlpLogs(content);
    }
  },
  /**
   * One record per line: vended log events, history events that carry their execution's ARN, or
   * spans of X-Ray.
   */
  JSON_LINES {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      boolean isVended =
          head.hasRootField(Set.of("execution_arn", "previous_event_id", "event_timestamp"))
              || head.rootFields().stream().findFirst().filter("details"::equals).isPresent();
      boolean isNamedEvent =
          head.hasRootField(Set.of("previousEventId")) && head.hasRootField(Set.of("executionArn"));
      // Whatever else damage has put beside the events of a history.
      boolean isHistory = head.rootFields().stream().anyMatch(HistoryWalk::isWrapper);
      boolean isRecord = isVended || isNamedEvent || head.hasRootField(Set.of("record"));
      boolean isSpan = head.hasRootField(Set.of("startTimeUnixNano"));
      return (isSpan || (isRecord && !isHistory)) && head.isFirstRootOneLine();
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return JsonLines.in(content);
    }
  },
  /** {@code GetExecutionHistory} answers in any wrapper, and other JSON documents. */
  DOCUMENT {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return head.isJson();
    }

    @Override
    RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
        throws IOException {
      return new HistoryDocuments(content);
    }
  };

  private static final int SAMPLE_CHARS = 200;

  /** Beside the message; a function's own JSON line has none of them. */
  private static final Set<String> OF_LOG_EVENTS =
      Set.of(
          "eventId",
          "EventId",
          "ingestionTime",
          "IngestionTime",
          "ingestion_time",
          "event_id",
          "logStreamName",
          "LogStreamName",
          "logStream",
          "logGroup",
          "log_stream",
          "log_group",
          "log_stream_name",
          "log_group_name",
          "awscloudwatch",
          "aws.cloudwatch.log_group",
          "cloudwatch_logs");

  private static final Set<String> OF_ENCODED_RECORDS =
      Set.of("recordId", "PartitionKey", "partitionKey", "SequenceNumber", "sequenceNumber");

  private static final Set<String> OF_QUERY_ANSWERS =
      Set.of("statistics", "status", "queryLanguage", "queryId");

  private static final Set<String> OF_TELEMETRY = Set.of("time", "type", "record");

  /** Beside {@code @timestamp}: Elastic's shippers write them. */
  private static final Set<String> OF_ELASTIC =
      Set.of("@version", "agent", "ecs", "ecs.version", "input", "aws", "event", "host");

  private static final Pattern WRITE_TEST = Pattern.compile("Permission Check Successful.*");

  abstract boolean recognises(Head head, ArchiveObject object);

  abstract RawRecords open(ObjectContent content, Head head, ObjectContent.Reader reader)
      throws IOException;

  /**
   * The records of the content, read as the first format that recognises it.
   *
   * @param reader of what is packed in the content, or within its records
   */
  static RawRecords recordsOf(ObjectContent content, ObjectContent.Reader reader)
      throws IOException {
    ArchiveObject.Refusal refusal = content.object().refusal();
    if (refusal != null) {
      return new SingleRecord(new Broken(0, refusal.reason(), refusal.message()));
    }
    Head head;
    try (InputStream in = content.open()) {
      head = Head.of(in);
    }
    for (ArchiveFormat format : values()) {
      if (format.recognises(head, content.object())) {
        return format.open(content, head, reader);
      }
    }
    IOException damage = head.damage();
    if (damage != null) {
      throw damage;
    }
    ForeignFormat foreign = ForeignFormat.of(head.bytes());
    if (foreign != null) {
      return new SingleRecord(new Broken(0, BrokenReason.UNSUPPORTED_FORMAT, foreign.sentence()));
    }
    boolean isEmpty =
        head.isEmpty() || ZipFiles.isEmpty(head.bytes()) || TarFiles.isEmpty(head.bytes());
    BrokenReason reason = isEmpty ? BrokenReason.EMPTY_OBJECT : BrokenReason.UNKNOWN_FORMAT;
    return new SingleRecord(new Broken(0, reason, head.firstLine(SAMPLE_CHARS)));
  }

  /** AppleDouble, of RFC 1740; or the first bytes of the Finder's own file. */
  private static boolean isOfMacOs(byte[] head) {
    String start = new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1);
    return start.startsWith("\u0000\u0005\u0016\u0007")
        || start.equals("\u0000\u0000\u0000\u0001Bud1");
  }

  private static boolean isLogEvent(Set<String> fields) {
    boolean hasMessage = fields.contains("message") || fields.contains("Message");
    return fields.contains("@message")
        || (hasMessage && fields.stream().anyMatch(OF_LOG_EVENTS::contains));
  }

  private static boolean holdsData(Set<String> fields) {
    boolean hasData = fields.contains("data") || fields.contains("Data");
    return fields.contains("awslogs")
        || fields.contains("kinesis")
        || (hasData && fields.stream().anyMatch(OF_ENCODED_RECORDS::contains));
  }

  /** Datadog's archives; Filebeat and Logstash; Fluent Bit; Vector. */
  private static boolean isShipped(Set<String> fields) {
    boolean isOfDatadog =
        fields.contains("date")
            && (fields.contains("_id")
                || (fields.contains("attributes") && fields.contains("message")));
    boolean isOfElastic =
        fields.contains("@timestamp") && fields.stream().anyMatch(OF_ELASTIC::contains);
    boolean isOfFluentBit = fields.contains("date") && fields.contains("log");
    boolean isOfVector = fields.contains("source_type") && fields.contains("timestamp");
    return isOfDatadog || isOfElastic || isOfFluentBit || isOfVector;
  }
}

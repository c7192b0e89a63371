package io.fantail.archive;

import io.fantail.archive.RawRecord.Broken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The containers that are read, in the order in which they are asked whether an object is theirs. A
 * new container is one class and one line here.
 */
enum ArchiveFormat {
  /**
   * {@code CreateExportTask}: {@code 2019-08-09T18:00:00.000Z message}, the log stream in the key.
   */
  EXPORT_TASK {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return ExportedLines.PREFIX.matcher(head.firstLine(80)).lookingAt();
    }

    @Override
    RawRecords open(ObjectContent content) throws IOException {
      return new ExportedLines(content);
    }
  },
  /**
   * {@code aws logs tail --format detailed}: {@code 2026-08-24T03:31:33.241000+00:00 stream
   * message}.
   */
  LOGS_TAIL {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return TailedLines.PREFIX.matcher(head.firstLine(600)).lookingAt();
    }

    @Override
    RawRecords open(ObjectContent content) throws IOException {
      return new TailedLines(content);
    }
  },
  EXPORT_WRITE_TEST {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return object.name().equals("aws-logs-write-test")
          && WRITE_TEST.matcher(head.firstLine(80)).matches();
    }

    @Override
    RawRecords open(ObjectContent content) {
      return new SingleRecord(new RawRecord.Noise(0, NoiseKind.EXPORT_WRITE_TEST));
    }
  },
  /** CloudWatch Logs subscription envelopes as Firehose writes them, one after the other. */
  SUBSCRIPTION {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return head.hasRootField(Set.of("messageType", "logEvents"));
    }

    @Override
    RawRecords open(ObjectContent content) throws IOException {
      return new SubscriptionEnvelopes(content);
    }
  },
  /** Records that Firehose could not transform, under its error prefixes. */
  FIREHOSE_ERRORS {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return head.hasRootField(Set.of("rawData", "attemptsMade"))
          && head.hasRootField(Set.of("errorCode", "errorMessage", "arrivalTimestamp"));
    }

    @Override
    RawRecords open(ObjectContent content) throws IOException {
      // Whoever puts one into another has made it by hand, without end if he likes.
      return content.isWithinRecord()
          ? new SingleRecord(new Broken(0, BrokenReason.UNKNOWN_FORMAT, ""))
          : new FirehoseErrors(content);
    }
  },
  /** {@code FilterLogEvents} and {@code GetLogEvents} answers, or their events one by one. */
  LOG_EVENTS {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return isLogEvent(head.eventFields())
          || isLogEvent(head.rootFields())
          || head.hasRootField(Set.of("searchedLogStreams", "nextForwardToken"));
    }

    @Override
    RawRecords open(ObjectContent content) throws IOException {
      return new LogEventDocuments(content);
    }
  },
  /** Bare messages of log events, one per line, some of them a Lambda function's. */
  EXTRACTED_MESSAGES {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return ExtractedMessages.areIn(head, object);
    }

    @Override
    RawRecords open(ObjectContent content) throws IOException {
      return ExtractedMessages.in(content);
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
    RawRecords open(ObjectContent content) throws IOException {
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
    RawRecords open(ObjectContent content) throws IOException {
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
          "logStreamName",
          "LogStreamName",
          "logStream",
          "logGroup");

  private static final Pattern WRITE_TEST = Pattern.compile("Permission Check Successful.*");

  abstract boolean recognises(Head head, ArchiveObject object);

  abstract RawRecords open(ObjectContent content) throws IOException;

  /** The records of the content, read as the first format that recognises it. */
  static RawRecords recordsOf(ObjectContent content) throws IOException {
    Head head;
    try (InputStream in = content.open()) {
      head = Head.of(in);
    }
    for (ArchiveFormat format : values()) {
      if (format.recognises(head, content.object())) {
        return format.open(content);
      }
    }
    IOException damage = head.damage();
    if (damage != null) {
      throw damage;
    }
    BrokenReason reason = head.isEmpty() ? BrokenReason.EMPTY_OBJECT : BrokenReason.UNKNOWN_FORMAT;
    return new SingleRecord(new Broken(0, reason, head.firstLine(SAMPLE_CHARS)));
  }

  private static boolean isLogEvent(Set<String> fields) {
    boolean hasMessage = fields.contains("message") || fields.contains("Message");
    return hasMessage && fields.stream().anyMatch(OF_LOG_EVENTS::contains);
  }
}

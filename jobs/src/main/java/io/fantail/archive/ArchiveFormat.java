package io.fantail.archive;

import java.io.IOException;
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
  /** One record per line: vended log events, or history events that carry their execution's ARN. */
  JSON_LINES {
    @Override
    boolean recognises(Head head, ArchiveObject object) {
      return !isHistory(head) && isRecord(head);
    }

    /** Whatever else damage has put beside its events. */
    private static boolean isHistory(Head head) {
      return head.rootFields().stream()
          .anyMatch(
              name ->
                  HistoryDocuments.isEventsField(name) || HistoryDocuments.isWrapperField(name));
    }

    private static boolean isRecord(Head head) {
      return head.hasRootField(Set.of("execution_arn", "previous_event_id", "event_timestamp"))
          || head.hasRootField(Set.of("previousEventId", "record"))
          || head.rootFields().stream().findFirst().filter("details"::equals).isPresent();
    }

    @Override
    RawRecords open(ObjectContent content) throws IOException {
      return new JsonLines(content);
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

  private static final Pattern WRITE_TEST = Pattern.compile("Permission Check Successful.*");

  abstract boolean recognises(Head head, ArchiveObject object);

  abstract RawRecords open(ObjectContent content) throws IOException;
}

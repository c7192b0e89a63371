package io.fantail.span.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.event.HistoryEvent;
import io.fantail.event.ParsedRecord;
import io.fantail.event.collected.Histories;
import io.fantail.event.parse.RecordParser;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.testing.workflow.HistoryJson;
import io.fantail.testing.workflow.VendedJson;
import io.fantail.testing.workflow.WrittenEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Events that a run wrote, as the job reads them back. */
final class RandomHistory {
  private static final PayloadPolicy POLICY = new PayloadPolicy(4096, Set.of());
  private static final LogSource LOG =
      new LogSource("/aws/vendedlogs/states/machine", "states/machine/2026-09-23-10/00000000");

  private RandomHistory() {}

  /** From what {@code GetExecutionHistory} answers. */
  static List<HistoryEvent> ofApi(String arn, List<WrittenEvent> events, String file) {
    RecordParser parser = new RecordParser(POLICY, file);
    List<HistoryEvent> parsed = new ArrayList<>();
    for (WrittenEvent event : events) {
      parsed.add(event(parser.parse(new RawRecord.HistoryItem(0, HistoryJson.of(event), arn))));
    }
    return parsed;
  }

  /** From the CloudWatch log. */
  static List<HistoryEvent> ofLog(
      String arn, List<WrittenEvent> events, boolean withData, String file) {
    RecordParser parser = new RecordParser(POLICY, file);
    List<HistoryEvent> parsed = new ArrayList<>();
    for (WrittenEvent event : events) {
      ObjectNode line = VendedJson.of(arn, event, withData);
      byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
      parsed.add(
          event(parser.parse(new RawRecord.LogEvent(0, LOG, null, null, bytes, 0, bytes.length))));
    }
    return parsed;
  }

  /** As the job puts the events of one execution together. */
  static ExecutionSpans spans(List<HistoryEvent> events) {
    return ExecutionSpans.of(Histories.of(events).values().iterator().next());
  }

  private static HistoryEvent event(ParsedRecord parsed) {
    if (parsed instanceof HistoryEvent event) {
      return event;
    }
    throw new AssertionError("no event: " + parsed);
  }
}

package io.fantail.event.collected;

import io.fantail.event.HistoryEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events of any number of objects put together by execution, as the job does it. */
public final class Histories {
  private Histories() {}

  /** By the execution's ARN. */
  public static Map<String, History> of(List<HistoryEvent> events) {
    Map<String, Map<String, HistoryPart.Builder>> parts = new TreeMap<>();
    for (HistoryEvent event : events) {
      String file = event.sourceFile();
      parts
          .computeIfAbsent(event.executionArn(), arn -> new LinkedHashMap<>())
          .computeIfAbsent(file, unseen -> new HistoryPart.Builder(true, file))
          .add(event);
    }
    Map<String, History> histories = new TreeMap<>();
    parts.forEach(
        (arn, ofExecution) -> {
          List<HistoryPart> built = new ArrayList<>();
          ofExecution.values().forEach(part -> built.add(part.build()));
          histories.put(arn, History.of(arn, built));
        });
    return histories;
  }
}

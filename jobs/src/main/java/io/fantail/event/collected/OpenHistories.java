package io.fantail.event.collected;

import io.fantail.event.HistoryEvent;
import io.fantail.event.collected.ParsedRows.Kind;
import io.fantail.spark.Assorted.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Gathers the events of each execution while an object is read, so that they travel together. A log
 * interleaves thousands of executions: one that ends is handed on, and all of them when together
 * they take too much memory.
 */
final class OpenHistories {
  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_PART_BYTES = 1 << 20;

  private final Queue<Value<Kind>> ready;
  private final Map<String, HistoryPart.Builder> open = new HashMap<>();
  private long bytes;

  /** {@code ready} gains every part that is complete. */
  OpenHistories(Queue<Value<Kind>> ready) {
    this.ready = ready;
  }

  void add(HistoryEvent event) {
    String arn = event.executionArn();
    HistoryPart.Builder part = open.get(arn);
    if (part == null) {
      part = begin(event.sourceFile());
      open.put(arn, part);
    }
    int before = part.size();
    part.add(event);
    bytes += part.size() - before;
    if (part.isEnded() || part.size() > MAX_PART_BYTES) {
      open.remove(arn);
      bytes -= part.size();
      handOn(arn, part);
    } else if (bytes > MAX_BYTES) {
      handOnAll();
    }
  }

  /** Nothing more comes of this object. */
  void handOnAll() {
    open.forEach(this::handOn);
    open.clear();
    bytes = 0;
  }

  private HistoryPart.Builder begin(String sourceFile) {
    HistoryPart.Builder part = new HistoryPart.Builder(true, sourceFile);
    bytes += part.size();
    return part;
  }

  private void handOn(String arn, HistoryPart.Builder part) {
    ready.add(new Value<>(Kind.HISTORY, arn, HistoryPart.CODEC.pack(part.build())));
  }
}

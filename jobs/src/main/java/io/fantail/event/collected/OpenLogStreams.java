package io.fantail.event.collected;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.ParsedRows.Kind;
import io.fantail.shape.Slot;
import io.fantail.spark.Assorted.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the Lambda records of each log stream while an object is read; those of two hours are two
 * parts, so that the key of a part tells its hour.
 */
final class OpenLogStreams {
  private static final int MAX_PART_RECORDS = 512;
  private static final int MAX_RECORDS = 32_768;

  /** A part has one log group, and streams of two may have one name. */
  private record Source(@Nullable String logGroup, String stream, Slot slot) {}

  private final Queue<Value<Kind>> ready;
  private final Map<Source, List<LambdaRecord>> open = new HashMap<>();
  private int records;

  /** {@code ready} gains every part that is complete. */
  OpenLogStreams(Queue<Value<Kind>> ready) {
    this.ready = ready;
  }

  void add(LambdaRecord record) {
    Source source =
        new Source(record.logGroup(), LogStreamPart.streamOf(record), Slot.of(record.at()));
    List<LambdaRecord> part = open.computeIfAbsent(source, key -> new ArrayList<>());
    part.add(record);
    records++;
    if (part.size() >= MAX_PART_RECORDS) {
      open.remove(source);
      records -= part.size();
      handOn(part);
    } else if (records >= MAX_RECORDS) {
      handOnAll();
    }
  }

  /** Nothing more comes of this object. */
  void handOnAll() {
    open.values().forEach(this::handOn);
    open.clear();
    records = 0;
  }

  private void handOn(List<LambdaRecord> part) {
    LogStreamPart whole = LogStreamPart.of(true, part);
    ready.add(new Value<>(Kind.LOG_STREAM, whole.key(), LogStreamPart.CODEC.pack(whole)));
  }
}

package io.fantail.event.collected;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.ParsedRows.Kind;
import io.fantail.shape.Micros;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Gathers the Lambda records of each log stream while an object is read. */
final class OpenLogStreams {
  private static final int MAX_PART_RECORDS = 512;
  private static final int MAX_RECORDS = 32_768;

  /** A part has one log group, and streams of two may have one name. */
  private record Source(@Nullable String logGroup, String stream) {}

  private final Queue<Value<Kind>> ready;
  private final Map<Source, List<LambdaRecord>> open = new HashMap<>();
  private int records;

  /** {@code ready} gains every part that is complete. */
  OpenLogStreams(Queue<Value<Kind>> ready) {
    this.ready = ready;
  }

  void add(LambdaRecord record) {
    Source source = new Source(record.logGroup(), LogStreamPart.streamOf(record));
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
    part.sort(LogStreamPart.ORDER);
    LambdaRecord first = part.get(0);
    ready.add(
        new Value<>(
            Kind.LOG_STREAM,
            Keys.ordered(LogStreamPart.streamOf(first), Micros.of(first.at()), 0),
            LogStreamPart.CODEC.pack(new LogStreamPart(part))));
  }
}

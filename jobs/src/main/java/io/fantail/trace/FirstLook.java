package io.fantail.trace;

import io.fantail.shape.Fields;
import io.fantail.spark.Codec;
import io.fantail.spark.parquet.WrittenFile;
import io.fantail.trace.link.TraceOverview;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of all executions as soon as their spans are built.
 *
 * @param duplicateEvents copies of events that were left out
 * @param eventFiles into which their events were written meanwhile; nobody sees them until they are
 *     committed
 */
public record FirstLook(
    TraceOverview overview, long duplicateEvents, List<WrittenFile> eventFiles) {
  static final Codec<FirstLook> CODEC = Codec.of(FirstLook::shape);

  /** What was seen by several tasks. */
  static FirstLook sumOf(List<FirstLook> parts) {
    TraceOverview overview = new TraceOverview();
    long duplicates = 0;
    List<WrittenFile> files = new ArrayList<>();
    for (FirstLook part : parts) {
      overview.add(part.overview);
      duplicates += part.duplicateEvents;
      files.addAll(part.eventFiles);
    }
    return new FirstLook(overview, duplicates, files);
  }

  private static FirstLook shape(Fields<FirstLook> fields) {
    return new FirstLook(
        fields.record(FirstLook::overview, TraceOverview::shape),
        fields.whole(FirstLook::duplicateEvents),
        fields.list(FirstLook::eventFiles, WrittenFile::shape));
  }
}

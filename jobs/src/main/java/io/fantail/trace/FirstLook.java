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
 * @param eventFiles into which their events were written meanwhile; nobody sees them until they are
 *     committed
 */
public record FirstLook(TraceOverview overview, List<WrittenFile> eventFiles) {
  static final Codec<FirstLook> CODEC = Codec.of(FirstLook::shape);

  /** Nothing was seen yet. */
  FirstLook() {
    this(new TraceOverview(), new ArrayList<>());
  }

  /** Takes what was seen of other executions. */
  void add(FirstLook others) {
    overview.add(others.overview);
    eventFiles.addAll(others.eventFiles);
  }

  private static FirstLook shape(Fields<FirstLook> fields) {
    return new FirstLook(
        fields.record(FirstLook::overview, TraceOverview::shape),
        fields.list(FirstLook::eventFiles, WrittenFile::shape));
  }
}

package io.fantail.look.waterfall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a waterfall, with the rows below it. */
public sealed interface TraceNode permits SpanNode, Backoff, Fold {

  /** When the first of it began. */
  Instant startedAt();

  /** When the last of it ended; null where the archive does not show it. */
  @Nullable Instant endedAt();

  /** The rows below it, in the order of their beginnings. */
  List<TraceNode> below();
}

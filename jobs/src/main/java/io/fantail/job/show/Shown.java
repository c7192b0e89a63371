package io.fantail.job.show;

import io.fantail.look.stored.StoredExecution;
import io.fantail.look.stored.StoredMapRun;
import org.jspecify.annotations.Nullable;

/** What can be shown. */
public sealed interface Shown {

  /**
   * An execution.
   *
   * @param spanId of the part of it that was asked for; null where it was the whole
   */
  record OfExecution(StoredExecution execution, @Nullable String spanId) implements Shown {}

  record OfMapRun(StoredMapRun run) implements Shown {}
}

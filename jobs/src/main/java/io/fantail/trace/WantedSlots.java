package io.fantail.trace;

import io.fantail.shape.Slot;
import java.io.Serializable;
import java.time.Instant;

/** The UTC hours of which traces are wanted: those of executions that started then. */
public interface WantedSlots extends Serializable {
  boolean contains(Slot slot);

  /** Whether there is none. */
  default boolean isEmpty() {
    return false;
  }

  /** When the first of them begins; there must be one. */
  Instant start();
}

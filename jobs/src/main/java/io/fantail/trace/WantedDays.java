package io.fantail.trace;

import java.io.Serializable;
import java.time.LocalDate;

/** The UTC days of which traces are wanted: those of executions that started then. */
public interface WantedDays extends Serializable {
  boolean contains(LocalDate day);

  /** The first of them. */
  LocalDate first();
}

package io.fantail.spark.parquet;

import io.fantail.shape.Slot;
import java.io.Serializable;
import java.time.LocalDate;

/** Which rows of a table are written: those of some UTC days, or of some hours of them. */
public interface SlotFilter extends Serializable {
  /** Whether any row of the day is written. */
  boolean contains(LocalDate day);

  boolean contains(Slot slot);

  /** Whether all rows of the day are written, so that they need no files by the hour. */
  boolean isWhole(LocalDate day);
}

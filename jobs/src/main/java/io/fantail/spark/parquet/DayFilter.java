package io.fantail.spark.parquet;

import java.io.Serializable;
import java.time.LocalDate;

/** Which days are written. */
@FunctionalInterface
public interface DayFilter extends Serializable {
  boolean contains(LocalDate day);
}

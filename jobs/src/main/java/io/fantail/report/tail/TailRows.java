package io.fantail.report.tail;

import io.fantail.report.factor.TailFactor;
import io.fantail.report.tail.summary.SlowGroup;
import java.io.IOException;
import java.time.LocalDate;

/** Where the rows of the tables about slow children go. */
public interface TailRows {
  /** Whether rows of Map Runs of a day are wanted. */
  boolean wants(LocalDate day);

  void write(Straggler row) throws IOException;

  void write(TraceSample row) throws IOException;

  void write(TailFactor row) throws IOException;

  void write(SlowGroup row) throws IOException;
}

package io.fantail.report;

import io.fantail.report.factor.TailFactor;
import io.fantail.report.tail.Straggler;
import io.fantail.report.tail.TailRows;
import io.fantail.report.tail.TraceSample;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.spark.parquet.OpenFiles;
import io.fantail.trace.WantedDays;
import java.io.IOException;
import java.time.LocalDate;

/** Writes what is told of slow children into the files of its tables. */
record TailTables(
    WantedDays days,
    OpenFiles<Straggler> stragglers,
    OpenFiles<TailFactor> factors,
    OpenFiles<TraceSample> samples,
    OpenFiles<SlowGroup> tails)
    implements TailRows {
  @Override
  public boolean wants(LocalDate day) {
    return days.contains(day);
  }

  @Override
  public void write(Straggler row) throws IOException {
    stragglers.write(row.day(), row);
  }

  @Override
  public void write(TraceSample row) throws IOException {
    samples.write(row.day(), row);
  }

  @Override
  public void write(TailFactor row) throws IOException {
    factors.write(row.day(), row);
  }

  @Override
  public void write(SlowGroup row) throws IOException {
    tails.write(row.day(), row);
  }
}

package io.fantail.report;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.Slot;
import io.fantail.spark.parquet.OpenFiles;
import io.fantail.spark.parquet.OpenTables;
import io.fantail.spark.parquet.TableFile;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.trace.ExecutionInTrace;
import io.fantail.trace.SpanInTrace;
import io.fantail.trace.TracedExecution;
import io.fantail.trace.WantedSlots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the executions of one task and their spans, and counts them as they pass. Children that
 * are settled have files of their own: most are, and what later runs ask other executions for they
 * need not be read for.
 */
final class TraceWriter implements Tallying.Work<TracedExecution> {
  private final WantedSlots hours;
  private final OpenTables tables;
  private final OpenFiles<ExecutionInTrace> executions;
  private final OpenFiles<ExecutionInTrace> settledChildren;
  private final OpenFiles<SpanInTrace> spans;

  TraceWriter(
      WantedSlots hours,
      int task,
      ValueFiles<ExecutionInTrace> executions,
      ValueFiles<SpanInTrace> spans) {
    this.hours = hours;
    this.tables = new OpenTables(task);
    this.executions = tables.open(executions);
    this.settledChildren = tables.open(executions);
    this.spans = tables.open(spans);
  }

  @Override
  public void count(ReportTally tally, TracedExecution traced) throws IOException {
    Slot slot = traced.execution().slot();
    if (!hours.contains(slot)) {
      return;
    }
    ExecutionInTrace execution = traced.inTrace();
    (execution.isSettledChild() ? settledChildren : executions).write(slot, execution);
    ReportedExecution reported = ReportedExecution.of(execution);
    List<ReportedSpan> ofExecution = new ArrayList<>(traced.spans().size());
    for (SpanInTrace span : traced.spansInTrace()) {
      spans.write(slot, span);
      ofExecution.add(ReportedSpan.of(reported.key(), span));
    }
    tally.add(reported, ofExecution);
  }

  @Override
  public List<TableFile> close() throws IOException {
    return tables.close();
  }

  @Override
  public void discard(Exception reason) {
    tables.discard(reason);
  }
}

package io.fantail.sample.simulation;

import io.fantail.sample.layout.ArchiveSink;
import io.fantail.sample.logs.LambdaLog;
import io.fantail.sample.logs.LogEvent;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.truth.TruthCollector;
import java.util.List;

/** Tells the archive and the truth what happened. */
final class Chronicle {
  private final ArchiveSink sink;
  private final TruthCollector truth;
  private final LambdaLog log;

  Chronicle(SampleOptions options, ArchiveSink sink) {
    this.sink = sink;
    this.truth = new TruthCollector(options.fanOut().plants());
    this.log = LambdaLog.of(options.lambdaLogFormat(), options.seed());
  }

  TruthCollector truth() {
    return truth;
  }

  /** An execution of which nothing more will be heard. */
  void finished(ModelExecution execution) {
    truth.execution(execution);
    sink.execution(execution);
  }

  /** An invocation that leaves log records. */
  void invoked(ModelInvocation invocation) {
    List<LogEvent> events = log.eventsOf(invocation);
    truth.invocation(invocation, events.size());
    sink.logs(invocation.sandbox(), events);
  }
}

package io.fantail.sample.simulation;

import io.fantail.sample.layout.ArchiveSink;
import io.fantail.sample.logs.LogEvent;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.world.ExecutionName;
import java.util.List;

/** Writes nothing: the audience of a rehearsal. */
final class DiscardingSink implements ArchiveSink {

  @Override
  public void event(ExecutionName execution, ModelEvent event) {}

  @Override
  public void execution(ModelExecution execution) {}

  @Override
  public void logs(Sandbox sandbox, List<LogEvent> events) {}

  @Override
  public void retired(Sandbox sandbox) {}

  @Override
  public long noise() {
    return 0;
  }

  @Override
  public long duplicates() {
    return 0;
  }

  @Override
  public void close() {}
}

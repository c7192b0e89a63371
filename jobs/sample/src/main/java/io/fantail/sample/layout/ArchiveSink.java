package io.fantail.sample.layout;

import io.fantail.sample.logs.LogEvent;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.world.ExecutionName;
import java.util.List;

/** Receives what happened and writes it down in one layout; failures to write are unchecked. */
public interface ArchiveSink extends AutoCloseable {

  /** One event; the events of a state machine come in order of time. */
  default void event(ExecutionName execution, ModelEvent event) {}

  /** An execution whose events are complete, as far as the archive goes. */
  default void execution(ModelExecution execution) {}

  /** The log events of one invocation; those of a sandbox come in order of time. */
  void logs(Sandbox sandbox, List<LogEvent> events);

  /** No more log events of this sandbox will come. */
  void retired(Sandbox sandbox);

  /** Records written that are neither events nor Lambda records, once closed. */
  long noise();

  /** Records written a second time, once closed. */
  default long duplicates() {
    return 0;
  }

  @Override
  void close();
}

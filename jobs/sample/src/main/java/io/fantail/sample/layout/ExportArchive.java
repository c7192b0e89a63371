package io.fantail.sample.layout;

import io.fantail.sample.logs.LogEvent;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.Randomness;
import java.nio.file.Path;
import java.util.List;

/**
 * The EXPORT layout: one export task of the state machines' logs, one of the functions', and one of
 * the stream in which the log group proves that it may be written.
 */
public final class ExportArchive implements ArchiveSink {
  private static final int CHUNK_BYTES = 1 << 16;

  private final BackgroundWriter writer = new BackgroundWriter();
  private final StatesStreams streams;
  private final ExportTree states;
  private final LambdaExport lambda;
  private final ExportTree deliveryCheck;

  public ExportArchive(SampleOptions options, Path archive) {
    this.streams = new StatesStreams(options);
    Randomness random = Randomness.of(options.seed(), "export", 0);
    Path prefix = archive.resolve("export").resolve("states");
    this.states = new ExportTree(writer, prefix, random.uuid(4), CHUNK_BYTES);
    this.lambda = new LambdaExport(writer, archive, random);
    Path deliveryCheck = archive.resolve("export").resolve("delivery-check");
    this.deliveryCheck = new ExportTree(writer, deliveryCheck, random.uuid(4), CHUNK_BYTES);
    LineBuffer line = this.deliveryCheck.beginLine(options.startsAt().toEpochMilli());
    line.text(StatesStreams.VALIDATION_MESSAGE);
    this.deliveryCheck.endLine(StatesStreams.VALIDATION_STREAM);
  }

  @Override
  public void event(ExecutionName execution, ModelEvent event) {
    VendedLine.write(execution, event, states.beginLine(event.at()));
    states.endLine(streams.streamOf(execution));
  }

  @Override
  public void logs(Sandbox sandbox, List<LogEvent> events) {
    lambda.logs(sandbox, events);
  }

  @Override
  public void retired(Sandbox sandbox) {
    lambda.retired(sandbox);
  }

  /** The validation line, and the permission test of each of the three tasks. */
  @Override
  public long noise() {
    return 4;
  }

  @Override
  public void close() {
    states.close();
    lambda.close();
    deliveryCheck.close();
    writer.close();
  }
}

package io.fantail.sample.layout;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.sample.logs.LogEvent;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.world.Json;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The HISTORY layout: parents as saved answers, one of them with its DescribeExecution beside it,
 * children as one event per line, and the Lambda logs as an export task.
 */
public final class HistoryArchive implements ArchiveSink {
  private static final int EXECUTIONS_PER_FILE = 1000;
  private static final int FEW_CHILDREN = 500;
  private static final int EVERY_OWN_FILE = 10;
  private static final int CHUNK_BYTES = 1 << 16;

  private final BackgroundWriter writer = new BackgroundWriter();
  private final LineBuffer line = new LineBuffer();
  private final Path folder;
  private final boolean fewChildren;
  private final LambdaExport lambda;
  private int children;
  private int lineChildren;
  private int descriptions;
  private int files;
  private BackgroundFile file;

  public HistoryArchive(SampleOptions options, Path archive) {
    this.folder = archive.resolve("history");
    this.fewChildren = options.children() < FEW_CHILDREN;
    this.lambda = new LambdaExport(writer, archive, Randomness.of(options.seed(), "export", 0));
    this.file = nextFile();
  }

  @Override
  public void execution(ModelExecution execution) {
    try {
      if (!execution.name().child()) {
        writeParent(execution);
      } else if (fewChildren && ++children % EVERY_OWN_FILE == 0) {
        writeAnswer(execution, folder.resolve("children"), true);
      } else {
        writeLines(execution);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeParent(ModelExecution execution) throws IOException {
    Path own = folder.resolve(execution.name().stateMachine());
    boolean described = execution.name().stateMachine().equals(World.NIGHTLY_AUDIT);
    writeAnswer(execution, own, !described);
    if (described) {
      String name = execution.name().name() + ".describe_execution.json";
      try (JsonGenerator json = generator(own.resolve(name))) {
        DescribeExecution.write(json, execution);
      }
      descriptions++;
    }
  }

  /** Saves an answer, which tells whose it is only where a member for the ARN is added. */
  private static void writeAnswer(ModelExecution execution, Path own, boolean withArn)
      throws IOException {
    Files.createDirectories(own);
    try (JsonGenerator json = generator(own.resolve(execution.name().name() + ".json"))) {
      json.writeStartObject();
      if (withArn) {
        json.writeStringField("executionArn", execution.name().arn());
      }
      json.writeArrayFieldStart("events");
      for (ModelEvent event : execution.events()) {
        HistoryEvents.writeWire(json, event);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static JsonGenerator generator(Path path) throws IOException {
    return Json.FACTORY.createGenerator(Files.newOutputStream(path));
  }

  private void writeLines(ModelExecution execution) throws IOException {
    if (lineChildren > 0 && lineChildren % EXECUTIONS_PER_FILE == 0) {
      file.close();
      file = nextFile();
    }
    lineChildren++;
    for (ModelEvent event : execution.events()) {
      line.reset();
      try (JsonGenerator json = Json.FACTORY.createGenerator((OutputStream) line)) {
        HistoryEvents.writeLocal(json, execution.name(), event);
      }
      line.write('\n');
      file.write(line.bytes(), line.size());
    }
  }

  private BackgroundFile nextFile() {
    String name = String.format(Locale.ROOT, "part-%05d.jsonl.gz", files++);
    return new BackgroundFile(writer, folder.resolve("children").resolve(name), CHUNK_BYTES);
  }

  @Override
  public void logs(Sandbox sandbox, List<LogEvent> events) {
    lambda.logs(sandbox, events);
  }

  @Override
  public void retired(Sandbox sandbox) {
    lambda.retired(sandbox);
  }

  /** The description of a parent, and the permission test of the Lambda export. */
  @Override
  public long noise() {
    return descriptions + 1L;
  }

  @Override
  public void close() {
    file.close();
    lambda.close();
    writer.close();
  }
}

package io.fantail.sample.layout;

import io.fantail.sample.logs.LogEvent;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The FIREHOSE layout: subscription envelopes per log stream, at times delivered twice. */
public final class FirehoseArchive implements ArchiveSink {
  private static final long MOST_ENVELOPE_BYTES = 300_000;

  private static final long MOST_OBJECT_BYTES = 24L << 20;
  private static final long LEAST_OBJECT_BYTES = 1L << 15;
  private static final long LAMBDA_MESSAGES = 1L << 40;

  private final BackgroundWriter writer = new BackgroundWriter();
  private final StatesStreams streams;
  private final FirehoseObjects states;
  private final FirehoseObjects lambda;
  private final Map<String, Gathering> open = new TreeMap<>();
  private final LineBuffer line = new LineBuffer();
  private final Randomness random;

  public FirehoseArchive(SampleOptions options, Path archive) {
    this.streams = new StatesStreams(options);
    this.random = Randomness.of(options.seed(), "firehose", 0);
    Path prefix = archive.resolve("firehose");
    this.states = new FirehoseObjects(writer, prefix, "sfn", objectBytes(options, 1500), 0, random);
    this.lambda =
        new FirehoseObjects(
            writer, prefix, "lambda", objectBytes(options, 200), LAMBDA_MESSAGES, random);
    validate(options.startsAt());
  }

  /** Small samples get small objects, so that they too have several, of both kinds. */
  private static long objectBytes(SampleOptions options, long perChild) {
    long bytes = Math.max(LEAST_OBJECT_BYTES, perChild * options.children());
    return Math.min(MOST_OBJECT_BYTES, bytes);
  }

  private void validate(Instant startsAt) {
    Gathering gathering =
        new Gathering(
            states, StatesStreams.logGroupOf(World.ORDER_FANOUT), StatesStreams.VALIDATION_STREAM);
    gathering.add(startsAt.toEpochMilli(), StatesStreams.VALIDATION_MESSAGE);
    gathering.deliver();
  }

  @Override
  public void event(ExecutionName execution, ModelEvent event) {
    line.reset();
    VendedLine.write(execution, event, line);
    String message = line.toString(StandardCharsets.UTF_8);
    Gathering gathering =
        open.computeIfAbsent(
            streams.streamOf(execution),
            stream ->
                new Gathering(states, StatesStreams.logGroupOf(execution.stateMachine()), stream));
    gathering.add(event.at(), message);
  }

  /** Lambda's messages end in a line end of their own. */
  @Override
  public void logs(Sandbox sandbox, List<LogEvent> events) {
    Gathering gathering =
        open.computeIfAbsent(
            sandbox.logStream(),
            stream -> new Gathering(lambda, "/aws/lambda/" + sandbox.function().name(), stream));
    for (LogEvent event : events) {
      gathering.add(event.at(), event.message() + (event.blankAfter() ? "\n\n" : "\n"));
    }
  }

  @Override
  public void retired(Sandbox sandbox) {
    Gathering gathering = open.remove(sandbox.logStream());
    if (gathering != null) {
      gathering.deliver();
    }
  }

  /** The validation message and every control message. */
  @Override
  public long noise() {
    return 1 + states.controlMessages() + lambda.controlMessages();
  }

  @Override
  public long duplicates() {
    return states.duplicates() + lambda.duplicates();
  }

  @Override
  public void close() {
    open.values().forEach(Gathering::deliver);
    open.clear();
    states.close();
    lambda.close();
    writer.close();
  }

  /** The log events of one stream that wait for their envelope. */
  private final class Gathering {
    private final FirehoseObjects objects;
    private final String logGroup;
    private final String logStream;
    private final List<FirehoseEnvelope.Message> messages = new ArrayList<>();
    private int wanted = nextWanted();
    private long bytes;

    Gathering(FirehoseObjects objects, String logGroup, String logStream) {
      this.objects = objects;
      this.logGroup = logGroup;
      this.logStream = logStream;
    }

    void add(long at, String text) {
      messages.add(new FirehoseEnvelope.Message(at, text));
      bytes += text.length();
      if (messages.size() >= wanted || bytes >= MOST_ENVELOPE_BYTES) {
        deliver();
      }
    }

    void deliver() {
      if (!messages.isEmpty()) {
        objects.deliver(new FirehoseEnvelope(logGroup, logStream, List.copyOf(messages)));
        messages.clear();
      }
      bytes = 0;
      wanted = nextWanted();
    }

    private int nextWanted() {
      return 10 + (int) (490 * Math.pow(random.fraction(), 3));
    }
  }
}

package io.fantail.span.invocation;

import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.event.LambdaRecord;
import io.fantail.event.parse.RecordParser;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.span.LambdaInvocation;
import io.fantail.testing.History;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Lambda log stream written line by line, and the invocations that come of it. */
public final class LogStream {
  public static final String NAME = "2026/03/01/[$LATEST]0123456789abcdef0123456789abcdef";
  public static final String ONE = "11111111-1111-4111-8111-111111111111";
  public static final String TWO = "22222222-2222-4222-8222-222222222222";

  private final String name;
  private final RecordParser parser;
  private final List<LambdaRecord> records = new ArrayList<>();
  private long duplicates;

  public LogStream() {
    this(NAME, "log.gz");
  }

  public LogStream(String name, String sourceFile) {
    this.name = name;
    this.parser = new RecordParser(new PayloadPolicy(4096, Set.of()), sourceFile);
  }

  /** Adds a line that CloudWatch Logs shows {@code millis} after {@link History#EPOCH}. */
  public LogStream line(long millis, String text) {
    return event(millis, null, text);
  }

  /** Adds a line as a subscription delivers it, with an id. */
  public LogStream event(long millis, @Nullable String eventId, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LogEvent event =
        new LogEvent(
            records.size(),
            new LogSource("/aws/lambda/charge", name),
            at(millis),
            eventId,
            bytes,
            0,
            bytes.length);
    if (!(parser.parse(event) instanceof LambdaRecord parsed)) {
      throw new AssertionError("no Lambda record: " + text);
    }
    records.add(parsed);
    return this;
  }

  public LogStream start(long millis, String requestId) {
    return line(millis, "START RequestId: " + requestId + " Version: $LATEST\n");
  }

  public LogStream end(long millis, String requestId) {
    return line(millis, "END RequestId: " + requestId + "\n");
  }

  /**
   * Adds a REPORT.
   *
   * @param more columns, each with its tab before it
   */
  public LogStream report(long millis, String requestId, String more) {
    String columns =
        "\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB";
    return line(millis, "REPORT RequestId: " + requestId + columns + more + "\t\n");
  }

  /** As they were written. */
  List<LambdaRecord> records() {
    return List.copyOf(records);
  }

  /** The invocations, the records sorted as the stage sorts them. */
  List<LambdaInvocation> invocations() {
    StreamInvocations stream = new StreamInvocations();
    List<LambdaInvocation> found = new ArrayList<>();
    records.stream()
        .sorted(
            Comparator.comparing(LambdaRecord::at)
                .thenComparing(LambdaRecord::kind)
                .thenComparing(LambdaRecord::sourceFile)
                .thenComparing(LambdaRecord::position))
        .forEach(
            line -> {
              stream.add(line);
              found.addAll(stream.takeFinished());
            });
    found.addAll(stream.takeRest());
    duplicates = stream.takeDuplicates();
    return found;
  }

  /** The only invocation there is. */
  public LambdaInvocation invocation() {
    List<LambdaInvocation> found = invocations();
    if (found.size() != 1) {
      throw new AssertionError("not one invocation: " + found);
    }
    return found.get(0);
  }

  /** Copies left out by the last call of {@link #invocations}. */
  long duplicates() {
    return duplicates;
  }

  static Instant at(long millis) {
    return History.EPOCH.plusMillis(millis);
  }
}

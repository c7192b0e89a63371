package io.fantail.testing;

import io.fantail.event.AwsSpan;
import io.fantail.event.Failure;
import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.Payload;
import io.fantail.event.ReportFigures;
import io.fantail.event.TakenItems;
import io.fantail.event.UpstreamContext;
import io.fantail.span.LambdaInvocation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records with any mix of what may be in them, the same for the same seed. */
public final class RandomRecords {
  private static final long MAX_MICROS = 100_000_000;
  private static final List<String> TYPES =
      List.of("TaskStateEntered", "TaskScheduled", "LambdaFunctionFailed", "TaskTeleported");
  private static final List<String> TEXTS =
      List.of("", "a", "Größe ☃ 😀", "x".repeat(300), "{\"a\":[1,null]}", "two\nlines\0");
  private static final LambdaRecordKind[] KINDS = LambdaRecordKind.values();
  private static final Status[] STATUSES = Status.values();

  private final Random random;

  public RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  public HistoryEvent event(String executionArn, long id, String sourceFile) {
    return new HistoryEvent(
        executionArn,
        id,
        Math.max(0, id - random.nextInt(3)),
        time(),
        TYPES.get(random.nextInt(TYPES.size())),
        text(),
        random.nextInt(300),
        text(),
        integer(),
        random.nextBoolean()
            ? TakenItems.UNKNOWN
            : new TakenItems(integer(), random.nextLong(), text(), random.nextLong()),
        text(),
        null,
        random.nextBoolean()
            ? LambdaCall.NONE
            : new LambdaCall(
                function(), text(), text(), text(), random.nextBoolean(), random.nextBoolean()),
        new Failure(text(), text(), text()),
        new Payload(text(), text(), integer()),
        random.nextBoolean()
            ? HistoryEvent.TimeLimits.NONE
            : new HistoryEvent.TimeLimits(integer(), integer()),
        random.nextBoolean()
            ? UpstreamContext.NONE
            : new UpstreamContext(text(), text(), text(), text(), null, null, null),
        random.nextBoolean()
            ? HistoryEvent.Operation.NONE
            : new HistoryEvent.Operation(text(), text(), text()),
        text(),
        sourceFile);
  }

  /** With a parent or without, of an execution or not. */
  public AwsSpan awsSpan(String xrayTraceId, String spanId, String sourceFile) {
    return new AwsSpan(
        xrayTraceId,
        spanId,
        random.nextBoolean() ? null : HexFormat.of().toHexDigits(random.nextLong()),
        String.valueOf(text()),
        text(),
        time(),
        random.nextBoolean() ? null : time(),
        random.nextBoolean(),
        random.nextBoolean(),
        text(),
        text(),
        new Failure(text(), text(), text()),
        new TreeMap<>(
            random.nextBoolean() ? Map.of() : Map.of("", "Größe", "aws.xray.type", "segment")),
        sourceFile);
  }

  public LambdaRecord lambdaRecord(@Nullable String logStream, String sourceFile, long position) {
    String logGroup = logStream == null ? null : "/aws/lambda/charge";
    return lambdaRecord(logGroup, logStream, sourceFile, position);
  }

  public LambdaRecord lambdaRecord(
      @Nullable String logGroup, @Nullable String logStream, String sourceFile, long position) {
    return new LambdaRecord(
        KINDS[random.nextInt(KINDS.length)],
        logGroup,
        logStream,
        logStream == null && sourceFile.length() % 2 == 0 ? sourceFile + "@7" : null,
        logStream == null ? null : "123456789012",
        text(),
        text(),
        time(),
        random.nextBoolean(),
        text(),
        text(),
        text(),
        text(),
        text(),
        figures(),
        random.nextBoolean() ? null : status(),
        error(),
        text(),
        sourceFile,
        position);
  }

  public LambdaInvocation invocation(String requestId) {
    return new LambdaInvocation(
        requestId,
        1 + random.nextInt(300),
        text(),
        text(),
        text(),
        text(),
        random.nextBoolean() ? null : time(),
        random.nextBoolean() ? null : time(),
        figures(),
        random.nextBoolean(),
        status(),
        error(),
        text(),
        random.nextInt(100_000),
        random.nextBoolean() ? null : time(),
        text(),
        text(),
        text(),
        text(),
        random.nextBoolean() ? null : time());
  }

  private ReportFigures figures() {
    return random.nextBoolean()
        ? ReportFigures.NONE
        : new ReportFigures(number(), number(), number(), number(), integer(), integer());
  }

  private Status status() {
    return STATUSES[random.nextInt(STATUSES.length)];
  }

  private LambdaError error() {
    return random.nextBoolean() ? LambdaError.NONE : new LambdaError(text(), text(), text());
  }

  private @Nullable FunctionReference function() {
    return random.nextBoolean()
        ? null
        : new FunctionReference(String.valueOf(text()), text(), text(), text());
  }

  /** To the microsecond, as tables and packed bytes keep it. */
  public Instant time() {
    return History.EPOCH.plus(random.nextLong(MAX_MICROS), ChronoUnit.MICROS);
  }

  private @Nullable String text() {
    return random.nextBoolean() ? null : TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private @Nullable Double number() {
    return random.nextBoolean() ? null : (Double) random.nextDouble();
  }

  private @Nullable Integer integer() {
    return random.nextBoolean() ? null : (Integer) random.nextInt();
  }
}

package io.fantail.look.export.otlp;

import io.fantail.event.Failure;
import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.SimilarChildren;
import io.fantail.look.stored.StoredSpan;
import io.fantail.shape.Millis;
import io.fantail.span.SpanKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of spans in OTLP, from the columns of {@code spans}. A column that is null has no
 * attribute. Not here are {@code trace_id}, {@code span_id}, {@code parent_span_id}, {@code name},
 * {@code started_at}, {@code ended_at} and {@code status}, which OTLP has fields for; {@code
 * state_machine_name}, which is the resource's; {@code cause}, which is the message of the event
 * {@code exception}; and {@code day}, the UTC day of the beginning of the execution.
 */
final class SpanAttributesOf {
  private static final long BYTES_PER_MB = 1L << 20;

  /** An attempt calls a function: what is known of the function is of what it invoked. */
  private final boolean isCaller;

  private final AttributesBuilder to = Attributes.builder();

  private SpanAttributesOf(boolean isCaller) {
    this.isCaller = isCaller;
  }

  static Attributes of(ExportedSpan exported) {
    StoredSpan span = exported.span();
    SpanAttributesOf attributes = new SpanAttributesOf(span.kind() == SpanKind.ATTEMPT);
    attributes.addPlace(exported);
    attributes.addCall(span);
    attributes.addTimes(span);
    attributes.addFailure(span);
    span.attributes()
        .forEach((name, value) -> attributes.to.put(OtlpKeys.ATTRIBUTES + name, value));
    attributes.put(OtlpKeys.ours("input"), exported.input());
    attributes.put(OtlpKeys.ours("output"), exported.output());
    if (exported.isExecution()) {
      attributes.put(OtlpKeys.ourNumber("sample.weight"), exported.sampleWeight());
      attributes.put(OtlpKeys.ours("sample.reason"), exported.sampleReason());
    }
    return attributes.to.build();
  }

  private void addPlace(ExportedSpan exported) {
    StoredSpan span = exported.span();
    put(OtlpKeys.ours("kind"), exported.kindWord());
    put(OtlpKeys.ours("status"), exported.statusWord());
    put(OtlpKeys.ours("execution_arn"), span.executionArn());
    put(OtlpKeys.ourFlag("is_distributed_map_child"), span.isDistributedMapChild());
    put(OtlpKeys.ours("map_run_arn"), span.mapRunArn());
    put(OtlpKeys.ours("state_name"), span.stateName());
    put(OtlpKeys.ours("state_type"), span.stateType());
    put(OtlpKeys.ourCount("attempt"), wide(span.attempt()));
    put(OtlpKeys.ourCount("redrive_count"), wide(span.redriveCount()));
    put(OtlpKeys.ourCount("iteration"), wide(span.iteration()));
    put(OtlpKeys.ours("resource"), span.resource());
    put(OtlpKeys.ours("link"), span.link());
    if (exported.isExecution()) {
      put(OtlpKeys.STATE_MACHINE_ARN, OtlpResource.stateMachineArn(span.executionArn()));
    }
  }

  private void addCall(StoredSpan span) {
    if (isCaller) {
      put(OtlpKeys.FAAS_INVOKED_NAME, span.functionName());
      put(OtlpKeys.FAAS_INVOKED_PROVIDER, span.functionName() == null ? null : "aws");
      put(OtlpKeys.AWS_REQUEST_ID, span.requestId());
      put(OtlpKeys.ourFlag("cold_start"), span.coldStart());
      return;
    }
    put(OtlpKeys.FAAS_NAME, span.functionName());
    put(OtlpKeys.FAAS_INVOCATION_ID, span.requestId());
    put(OtlpKeys.FAAS_COLDSTART, span.coldStart());
    if (span.kind() == SpanKind.LAMBDA) {
      put(OtlpKeys.FAAS_VERSION, span.attributes().get("function_version"));
      put(OtlpKeys.FAAS_MAX_MEMORY, bytes(span.attributes().get("memory_mb")));
    }
  }

  private void addTimes(StoredSpan span) {
    put(OtlpKeys.ourNumber("duration_ms"), millis(span.duration()));
    put(OtlpKeys.ourNumber("active_ms"), millis(span.activeTime()));
    put(OtlpKeys.ourNumber("critical_ms"), millis(span.critical()));
    put(OtlpKeys.ourFlag("unfinished"), span.endedAt() == null ? true : null);
  }

  private void addFailure(StoredSpan span) {
    Failure failure = span.failure();
    put(OtlpKeys.ERROR_TYPE, failure.error());
    put(OtlpKeys.ours("error_fingerprint"), failure.fingerprint());
    put(OtlpKeys.ourFlag("failure_origin"), span.failureOrigin());
    put(OtlpKeys.ourFlag("terminal"), span.terminal());
  }

  /** The attributes of the one span that stands for children that are not exported. */
  static Attributes of(SimilarChildren children) {
    SpanAttributesOf attributes = new SpanAttributesOf(false);
    attributes.put(OtlpKeys.ours("kind"), "similar_children");
    attributes.put(OtlpKeys.ourFlag("summary"), true);
    attributes.put(OtlpKeys.ours("map_run_arn"), children.mapRunArn());
    attributes.put(OtlpKeys.ourFlag("is_distributed_map_child"), true);
    SimilarChildren.Outcomes outcomes = children.outcomes();
    attributes.put(OtlpKeys.ourCount("summary.count"), outcomes.count());
    attributes.put(OtlpKeys.ourCount("summary.succeeded"), outcomes.succeeded());
    attributes.put(OtlpKeys.ourCount("summary.failed"), outcomes.failed());
    attributes.put(OtlpKeys.ourCount("summary.timed_out"), outcomes.timedOut());
    attributes.put(OtlpKeys.ourCount("summary.aborted"), outcomes.aborted());
    attributes.put(OtlpKeys.ourCount("summary.running"), outcomes.running());
    SimilarChildren.ActiveTimes times = children.activeTimes();
    if (times != null) {
      attributes.put(OtlpKeys.ourNumber("summary.p50_ms"), times.p50Ms());
      attributes.put(OtlpKeys.ourNumber("summary.p99_ms"), times.p99Ms());
      attributes.put(OtlpKeys.ourNumber("summary.max_ms"), times.maxMs());
      attributes.put(OtlpKeys.ourNumber("summary.sum_ms"), times.sumMs());
    }
    return attributes.to.build();
  }

  private <T> void put(AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      to.put(key, value);
    }
  }

  private static @Nullable Long wide(@Nullable Integer value) {
    return value == null ? null : Long.valueOf(value);
  }

  private static @Nullable Double millis(@Nullable Duration duration) {
    return duration == null ? null : Millis.of(duration);
  }

  /** The megabytes of REPORT in bytes; null where they are no whole number. */
  private static @Nullable Long bytes(@Nullable String megabytes) {
    boolean isWhole = megabytes != null && megabytes.matches("[0-9]{1,9}");
    return isWhole ? Long.parseLong(megabytes) * BYTES_PER_MB : null;
  }
}

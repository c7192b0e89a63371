package io.fantail.look.export;

import io.fantail.look.stored.StoredSpan;
import io.fantail.shape.Column;
import io.fantail.shape.Fields;
import io.fantail.span.SpanKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span with what an export adds to it.
 *
 * @param input null also where payloads were not asked for
 * @param output null also where payloads were not asked for
 * @param sampleWeight for how many children of its Map Run the span's execution stands, itself
 *     included; null where it stands for itself alone
 * @param sampleReason why the execution was chosen, in the words of {@code trace_samples}
 */
public record ExportedSpan(
    StoredSpan span,
    @Nullable String input,
    @Nullable String output,
    @Nullable Double sampleWeight,
    @Nullable String sampleReason) {
  /** The columns beside those of {@code spans}. */
  public static final String SAMPLE_WEIGHT = "sample_weight";

  public static final String SAMPLE_REASON = "sample_reason";

  /** Parents before their children, as these begin no earlier. */
  public static final Comparator<ExportedSpan> IN_ORDER =
      Comparator.comparing((ExportedSpan one) -> one.span.startedAt())
          .thenComparing(one -> one.span.kind())
          .thenComparing(one -> one.span.spanId());

  /** The fields, by the columns of {@code spans} and the two beside them. */
  public static ExportedSpan shape(Fields<ExportedSpan> fields) {
    return new ExportedSpan(
        fields.record(ExportedSpan::span, StoredSpan::shape),
        fields.textOrNull("input", "", ExportedSpan::input),
        fields.textOrNull("output", "", ExportedSpan::output),
        fields.numberOrNull(SAMPLE_WEIGHT, "", ExportedSpan::sampleWeight),
        fields.textOrNull(SAMPLE_REASON, "", ExportedSpan::sampleReason));
  }

  /** A span by itself, without payloads, chosen by nobody. */
  public static ExportedSpan of(StoredSpan span) {
    return new ExportedSpan(span, null, null, null, null);
  }

  /** Whether it is the one of its execution. */
  public boolean isExecution() {
    return span.kind() == SpanKind.EXECUTION;
  }

  /** What people read where it stands: its name, or else what it is. */
  public String title() {
    String name = span.name();
    return name == null || name.isEmpty() ? kindWord() : name;
  }

  /** What it is, as the tables have it. */
  public String kindWord() {
    return Column.wordOf(span.kind());
  }

  /** How it ended, as the tables have it. */
  public String statusWord() {
    return Column.wordOf(span.status());
  }

  /**
   * When it ended; where nothing shows that, when something was last known of it. Never before it
   * began.
   *
   * @param lastKnown of its execution
   */
  public Instant endOr(Instant lastKnown) {
    Instant endedAt = span.endedAt();
    Instant end = endedAt == null ? lastKnown : endedAt;
    return end.isBefore(span.startedAt()) ? span.startedAt() : end;
  }

  /** The last time that spans of an execution tell of. */
  public static Instant lastKnown(List<ExportedSpan> spans) {
    Instant last = Instant.EPOCH;
    for (ExportedSpan one : spans) {
      Instant known = one.endOr(one.span.startedAt());
      last = known.isAfter(last) ? known : last;
    }
    return last;
  }
}

package io.fantail.event;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The figures of REPORT, or those of INIT_REPORT and RESTORE_REPORT.
 *
 * @param durationMs handler time, without init
 * @param initMs null for a warm start
 */
public record ReportFigures(
    @Nullable Double durationMs,
    @Nullable Double billedMs,
    @Nullable Double initMs,
    @Nullable Double restoreMs,
    @Nullable Integer memoryMb,
    @Nullable Integer maxMemoryMb) {
  public static final ReportFigures NONE = new ReportFigures(null, null, null, null, null, null);

  /** The fields, as the table {@code lambda_invocations} shows them. */
  public static ReportFigures shape(Fields<ReportFigures> fields) {
    return new ReportFigures(
        fields.numberOrNull(
            "duration_ms",
            "Time of the handler, as REPORT prints it, without init.",
            ReportFigures::durationMs),
        fields.numberOrNull("billed_ms", "Time billed.", ReportFigures::billedMs),
        fields.numberOrNull(
            "init_ms",
            "Init of the sandbox, whether or not somebody waited for it.",
            ReportFigures::initMs),
        fields.numberOrNull(
            "restore_ms", "Restore of a SnapStart snapshot.", ReportFigures::restoreMs),
        fields.integerOrNull(
            "memory_mb", "Memory that the function is given.", ReportFigures::memoryMb),
        fields.integerOrNull(
            "max_memory_mb", "Most memory that was used.", ReportFigures::maxMemoryMb));
  }

  /** How long the sandbox took to begin, in either way. */
  public @Nullable Double initOrRestoreMs() {
    return either(restoreMs, initMs);
  }

  /** With the init or the restore that a report of its own tells of. */
  public ReportFigures withInit(ReportFigures ofInit) {
    return new ReportFigures(
        durationMs,
        billedMs,
        either(initMs, ofInit.initMs),
        either(restoreMs, ofInit.restoreMs),
        memoryMb,
        maxMemoryMb);
  }

  /** With those of other figures that are missing here. */
  public ReportFigures or(ReportFigures other) {
    return new ReportFigures(
        either(durationMs, other.durationMs),
        either(billedMs, other.billedMs),
        either(initMs, other.initMs),
        either(restoreMs, other.restoreMs),
        either(memoryMb, other.memoryMb),
        either(maxMemoryMb, other.maxMemoryMb));
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }
}

package io.fantail.trace.link;

import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.RedriveGap;
import io.fantail.spark.Codec;
import io.fantail.text.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run that children of its family may belong to, with what they take over from it.
 *
 * @param place of the parent
 * @param endedAt the latest that it can have ended; null while it runs
 * @param rivalled another one of its state machine and label, which the archive lacks, was open
 *     with it: see {@link MissingMapRuns}
 * @param torn events of its parent are missing, and those of another run of it may be among them
 * @param gaps in which its parent lay ended until it was redriven: then no child started
 */
public record MapRunCandidate(
    String mapRunArn,
    String parentExecutionArn,
    TracePlace place,
    Instant startedAt,
    @Nullable Instant endedAt,
    boolean rivalled,
    boolean torn,
    List<RedriveGap> gaps) {
  /**
   * A child that is stopped with its Map Run, and a clock, may be later than the end of it; answers
   * of the API give its start later than events do, by a tenth of a second as seen.
   */
  static final Duration TOLERANCE = Duration.ofSeconds(1);

  private static final Codec<MapRunCandidate> CODEC = Codec.of(MapRunCandidate::shape);
  private static final int STATE_BYTES = 8;

  public MapRunCandidate {
    gaps = List.copyOf(gaps);
  }

  /**
   * 16 hex digits that change when anything does that links of children rest on: what they take
   * over of the Map Run, and when it may hold them.
   */
  public String state() {
    return HexFormat.of().formatHex(Sha256.of(CODEC.pack(this)), 0, STATE_BYTES);
  }

  /** Whether it was open at that time; both ends count, as several events share a millisecond. */
  boolean wasOpenAt(Instant at) {
    return !at.isBefore(startedAt) && (endedAt == null || !at.isAfter(endedAt)) && !layEndedAt(at);
  }

  /** Whether it had ended, and was redriven later. */
  private boolean layEndedAt(Instant at) {
    return gaps.stream()
        .anyMatch(
            gap ->
                at.isAfter(gap.endedAt().plus(TOLERANCE))
                    && at.isBefore(gap.redrivenAt().minus(TOLERANCE)));
  }

  /** Whether it was open all the time of the child: it waits for those that it did not stop. */
  boolean mayHold(Execution child) {
    return wasOpenAt(child.startedAt()) && !isOutlivedBy(child);
  }

  /** Whether it may hold the child, but for what clocks differ. */
  boolean mayNearlyHold(Execution child) {
    return wasNearlyOpenAt(child.startedAt()) && !isOutlivedBy(child);
  }

  /** Whether it was open at that time, but for what clocks differ. */
  boolean wasNearlyOpenAt(Instant at) {
    return !at.isBefore(startedAt.minus(TOLERANCE))
        && (endedAt == null || !at.isAfter(endedAt.plus(TOLERANCE)))
        && !layEndedAt(at);
  }

  private boolean isOutlivedBy(Execution child) {
    Instant childEnd = child.endedAt();
    return endedAt != null
        && childEnd != null
        && child.status() != ExecutionStatus.ABORTED
        && childEnd.isAfter(endedAt.plus(TOLERANCE));
  }

  public static MapRunCandidate shape(Fields<MapRunCandidate> fields) {
    return new MapRunCandidate(
        fields.text(MapRunCandidate::mapRunArn),
        fields.text(MapRunCandidate::parentExecutionArn),
        fields.record(MapRunCandidate::place, TracePlace::shape),
        fields.time(MapRunCandidate::startedAt),
        fields.timeOrNull(MapRunCandidate::endedAt),
        fields.flag(MapRunCandidate::rivalled),
        fields.flag(MapRunCandidate::torn),
        fields.list(MapRunCandidate::gaps, RedriveGap::shape));
  }
}

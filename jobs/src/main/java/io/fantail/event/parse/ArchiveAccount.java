package io.fantail.event.parse;

import io.fantail.shape.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of many objects.
 *
 * @param bytes as stored
 * @param outside good records of times that were not asked for
 * @param firstAt earliest time of their events and Lambda records; null when there are none
 * @param lastAt latest of them
 * @param unknownTypes of the events
 */
public record ArchiveAccount(
    long objects,
    long bytes,
    long events,
    long lambdaRecords,
    long descriptions,
    long pendingChildren,
    long awsSpans,
    long noise,
    long outside,
    long rejects,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    UnknownTypes unknownTypes) {
  public static final ArchiveAccount NOTHING =
      new ArchiveAccount(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, UnknownTypes.NONE);

  public static ArchiveAccount shape(Fields<ArchiveAccount> fields) {
    return new ArchiveAccount(
        fields.whole(ArchiveAccount::objects),
        fields.whole(ArchiveAccount::bytes),
        fields.whole(ArchiveAccount::events),
        fields.whole(ArchiveAccount::lambdaRecords),
        fields.whole(ArchiveAccount::descriptions),
        fields.whole(ArchiveAccount::pendingChildren),
        fields.whole(ArchiveAccount::awsSpans),
        fields.whole(ArchiveAccount::noise),
        fields.whole(ArchiveAccount::outside),
        fields.whole(ArchiveAccount::rejects),
        fields.timeOrNull(ArchiveAccount::firstAt),
        fields.timeOrNull(ArchiveAccount::lastAt),
        fields.record(ArchiveAccount::unknownTypes, UnknownTypes::shape));
  }

  /** All of them: what they became adds up to it. */
  public long records() {
    return events
        + lambdaRecords
        + descriptions
        + pendingChildren
        + awsSpans
        + noise
        + outside
        + rejects;
  }

  public ArchiveAccount plus(ArchiveAccount other) {
    return new ArchiveAccount(
        objects + other.objects,
        bytes + other.bytes,
        events + other.events,
        lambdaRecords + other.lambdaRecords,
        descriptions + other.descriptions,
        pendingChildren + other.pendingChildren,
        awsSpans + other.awsSpans,
        noise + other.noise,
        outside + other.outside,
        rejects + other.rejects,
        earlier(firstAt, other.firstAt),
        later(lastAt, other.lastAt),
        unknownTypes.plus(other.unknownTypes));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}

package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
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
    long awsSpans,
    long noise,
    long outside,
    long rejects,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    UnknownTypes unknownTypes) {
  static final ArchiveAccount NOTHING =
      new ArchiveAccount(0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, UnknownTypes.NONE);

  static ArchiveAccount of(ObjectAccount object) {
    return new ArchiveAccount(
        1,
        object.bytes(),
        object.events(),
        object.lambdaRecords(),
        object.descriptions(),
        object.awsSpans(),
        object.noise(),
        object.outside(),
        object.rejects(),
        object.firstAt(),
        object.lastAt(),
        object.unknownTypes());
  }

  byte[] pack() {
    Output out = Packed.output();
    out.writeLong(objects);
    out.writeLong(bytes);
    out.writeLong(events);
    out.writeLong(lambdaRecords);
    out.writeLong(descriptions);
    out.writeLong(awsSpans);
    out.writeLong(noise);
    out.writeLong(outside);
    out.writeLong(rejects);
    Packed.writeTime(out, firstAt);
    Packed.writeTime(out, lastAt);
    unknownTypes.write(out);
    return out.toBytes();
  }

  static ArchiveAccount unpack(byte[] packed) {
    Input in = new Input(packed);
    return new ArchiveAccount(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Packed.readTime(in),
        Packed.readTime(in),
        UnknownTypes.read(in));
  }

  ArchiveAccount plus(ArchiveAccount other) {
    return new ArchiveAccount(
        objects + other.objects,
        bytes + other.bytes,
        events + other.events,
        lambdaRecords + other.lambdaRecords,
        descriptions + other.descriptions,
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

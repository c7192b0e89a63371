package io.fantail.report.maprun;

import io.fantail.report.timeline.Trouble;
import io.fantail.shape.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The children of one Map Run that started or ended within one minute, and what went wrong in it.
 *
 * @param starts in microseconds since 1970
 * @param ends the same
 * @param troubles of its seconds
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Minute(long[] starts, long[] ends, List<Trouble> troubles) {
  static final long MICROS = 60_000_000;

  static Minute shape(Fields<Minute> fields) {
    return new Minute(
        fields.wholeList(Minute::starts),
        fields.wholeList(Minute::ends),
        fields.list(Minute::troubles, Trouble::shape));
  }

  /** What several tasks saw of one minute, sorted. */
  static Minute sorted(List<Minute> parts) {
    return new Minute(
        sorted(parts.stream().map(Minute::starts)),
        sorted(parts.stream().map(Minute::ends)),
        Trouble.sorted(parts.stream().flatMap(part -> part.troubles.stream()).toList()));
  }

  private static long[] sorted(Stream<long[]> times) {
    return times.flatMapToLong(Arrays::stream).sorted().toArray();
  }
}

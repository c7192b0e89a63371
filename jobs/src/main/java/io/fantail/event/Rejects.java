package io.fantail.event;

import io.fantail.archive.RawRecord.Broken;
import io.fantail.event.ParsedRecord.Reject;
import java.util.Locale;

/** Builds rejects: the reason in the words of the table. */
final class Rejects {
  private static final int SAMPLE_CHARS = 200;

  private Rejects() {}

  static Reject of(long position, RejectReason reason, String sample) {
    return new Reject(
        position,
        reason.name().toLowerCase(Locale.ROOT),
        sample.substring(0, Math.min(SAMPLE_CHARS, sample.length())));
  }

  /** Of a sample that may be somebody's payload. */
  static Reject of(long position, RejectReason reason, String sample, PayloadPolicy payloadPolicy) {
    String kept = payloadPolicy.apply(sample);
    return of(position, reason, kept == null ? "" : kept);
  }

  static Reject of(Broken broken, PayloadPolicy payloadPolicy) {
    String sample = payloadPolicy.apply(broken.sample());
    return new Reject(
        broken.position(),
        broken.reason().name().toLowerCase(Locale.ROOT),
        sample == null ? "" : sample);
  }
}

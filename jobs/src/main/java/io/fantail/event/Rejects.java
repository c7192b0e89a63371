package io.fantail.event;

import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.event.ParsedRecord.Reject;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Column;

/** Builds rejects: the reason in the words of the table. */
public final class Rejects {
  /** The longest sample. */
  public static final int SAMPLE_CHARS = 200;

  private Rejects() {}

  /** A reject whose sample is in our own words. */
  public static Reject of(long position, RejectReason reason, String sample) {
    return new Reject(position, Column.wordOf(reason), beginningOf(sample));
  }

  /** A reject whose sample may be somebody's payload. */
  public static Reject of(
      long position, RejectReason reason, String sample, PayloadPolicy payloadPolicy) {
    return of(position, reason, kept(sample, payloadPolicy));
  }

  public static Reject of(Broken broken, PayloadPolicy payloadPolicy) {
    return new Reject(
        broken.position(), Column.wordOf(broken.reason()), kept(broken.sample(), payloadPolicy));
  }

  /**
   * The sample that a policy lets be stored: masked first, as a cut may hide what a value is of.
   */
  public static String kept(String sample, PayloadPolicy payloadPolicy) {
    return beginningOf(stored(sample, payloadPolicy));
  }

  /** What a policy leaves of a sample that an earlier run stored. */
  public static String stored(String sample, PayloadPolicy payloadPolicy) {
    String kept = payloadPolicy.apply(sample);
    return kept == null ? "" : kept;
  }

  private static String beginningOf(String sample) {
    return sample.substring(0, Math.min(SAMPLE_CHARS, sample.length()));
  }
}

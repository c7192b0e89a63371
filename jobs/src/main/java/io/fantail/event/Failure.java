package io.fantail.event;

import io.fantail.event.failure.ErrorFingerprint;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Why something failed, as far as an event, an answer of the API or a log tells it.
 *
 * @param fingerprint by {@link ErrorFingerprint}, of the whole cause
 */
public record Failure(
    @Nullable String error, @Nullable String cause, @Nullable String fingerprint) {
  public static final Failure NONE = new Failure(null, null, null);

  /** Returns the failure with no more of its texts than a policy lets be stored. */
  public static Failure of(
      @Nullable String error, @Nullable String cause, PayloadPolicy payloadPolicy) {
    return error == null && cause == null
        ? NONE
        : new Failure(
            payloadPolicy.masked(error),
            payloadPolicy.apply(cause),
            ErrorFingerprint.of(error, cause));
  }

  /** The fields, as the tables {@code events} and {@code descriptions} show them. */
  public static Failure shape(Fields<Failure> fields) {
    return new Failure(
        fields.masked("error", "Name of the error.", Failure::error),
        fields.payload("cause", "Cause of the error.", Failure::cause),
        fields.textOrNull(
            "error_fingerprint",
            "What failures of one kind share, whatever is stored.",
            Failure::fingerprint));
  }

  /** Returns the failure of what ran out of time, of which AWS does not always name the error. */
  public Failure ofTime() {
    return error == null ? new Failure("States.Timeout", cause, fingerprint) : this;
  }
}

package io.fantail.job;

import io.fantail.testing.s3.S3Request;
import io.fantail.testing.s3.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * When a job is killed: at so many requests of a kind. No clock is asked, so that a slow machine
 * kills at the same moments as a quick one.
 */
final class DeadlyMoment {
  /** Which requests are counted, and whether the one that is met is done by the store before. */
  enum Kind {
    ANY_REQUEST,
    COMMIT_NOT_WRITTEN,
    COMMIT_NOT_ANSWERED,
    FILE_NOT_ANSWERED;

    private boolean counts(S3Request request) {
      return switch (this) {
        case ANY_REQUEST -> true;
        case COMMIT_NOT_WRITTEN, COMMIT_NOT_ANSWERED -> request.commits();
        case FILE_NOT_ANSWERED ->
            request.method().equals("PUT") && request.key().endsWith(".parquet");
      };
    }

    private boolean isDone() {
      return this == COMMIT_NOT_ANSWERED || this == FILE_NOT_ANSWERED;
    }
  }

  private final Kind kind;
  private final int number;

  private DeadlyMoment(Kind kind, int number) {
    this.kind = kind;
    this.number = number;
  }

  /** One of those that a whole run goes through, whose requests these are. */
  static DeadlyMoment of(List<S3Request> wholeRun, Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    int count = (int) wholeRun.stream().filter(kind::counts).count();
    int number = 1 + random.nextInt(Math.max(1, count));
    // The earlier one of two: more can be killed in the same time.
    return new DeadlyMoment(kind, Math.min(number, 1 + random.nextInt(Math.max(1, count))));
  }

  Kind kind() {
    return kind;
  }

  /** What happens to the requests of a job that {@code kill} ends. */
  Function<S3Request, Trouble> plan(Runnable kill) {
    AtomicInteger met = new AtomicInteger();
    return request -> {
      if (!kind.counts(request) || met.incrementAndGet() != number) {
        return Trouble.NONE;
      }
      return kind.isDone() ? new Trouble.After(kill) : new Trouble.Instead(kill);
    };
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %d", kind, number);
  }
}

package io.fantail.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Matches attempts of one function that know no request id with invocations of it that no attempt
 * claims, in one walk along the time: an attempt and an invocation belong together when the
 * invocation is the only one that began within the attempt, and the attempt the only one open when
 * it began.
 *
 * @param <K> what attempts and invocations are told apart by
 */
final class TimeWindowMatcher<K> {
  /** What happens at a moment, in the order that counts when several share it. */
  enum Moment {
    ATTEMPT_STARTS,
    INVOCATION_STARTS,
    ATTEMPT_ENDS
  }

  /** The decision for one attempt; {@code invocation} only for {@link LambdaLink#TIME_WINDOW}. */
  record Match<K>(K attempt, LambdaLink link, @Nullable K invocation) {}

  private static final class OpenAttempt<K> {
    private int invocations;
    private @Nullable K invocation;
    private boolean shared;
  }

  private final Map<K, OpenAttempt<K>> open = new LinkedHashMap<>();
  private @Nullable Instant lastAt;

  /**
   * Takes the next moment.
   *
   * @param key of the attempt or of the invocation
   * @return the decision when an attempt ends, else null
   * @throws IllegalArgumentException when the time runs backwards
   */
  @Nullable Match<K> add(Instant at, Moment moment, K key) {
    if (lastAt != null && at.isBefore(lastAt)) {
      throw new IllegalArgumentException("moments are not in the order of time");
    }
    lastAt = at;
    switch (moment) {
      case ATTEMPT_STARTS -> open.put(key, new OpenAttempt<>());
      case INVOCATION_STARTS -> {
        boolean shared = open.size() > 1;
        for (OpenAttempt<K> attempt : open.values()) {
          attempt.invocations++;
          attempt.invocation = key;
          attempt.shared |= shared;
        }
      }
      case ATTEMPT_ENDS -> {
        OpenAttempt<K> attempt = open.remove(key);
        return attempt == null ? null : matchOf(key, attempt);
      }
    }
    return null;
  }

  /** The decisions for the attempts that never ended. */
  List<Match<K>> rest() {
    List<Match<K>> matches = new ArrayList<>();
    open.forEach((key, attempt) -> matches.add(matchOf(key, attempt)));
    open.clear();
    return matches;
  }

  private static <K> Match<K> matchOf(K key, OpenAttempt<K> attempt) {
    if (attempt.invocations == 0) {
      return new Match<>(key, LambdaLink.NO_LOGS, null);
    }
    boolean clear = attempt.invocations == 1 && !attempt.shared;
    return clear
        ? new Match<>(key, LambdaLink.TIME_WINDOW, attempt.invocation)
        : new Match<>(key, LambdaLink.AMBIGUOUS, null);
  }
}

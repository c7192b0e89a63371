package io.fantail.trace.lambda;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link TimeWindowMatcher} is tested with. */
final class MatchedParties {
  static final FunctionPlace ANY = new FunctionPlace(null, null, null);

  private MatchedParties() {}

  record Attempt(
      String key, int start, int end, FunctionPlace place, Set<String> traces, boolean givenUp) {
    Attempt(String key, int start, int end) {
      this(key, start, end, ANY, Set.of(), false);
    }

    Attempt of(FunctionPlace function) {
      return new Attempt(key, start, end, function, traces, givenUp);
    }

    Attempt in(String... ids) {
      return new Attempt(key, start, end, place, Set.of(ids), givenUp);
    }

    Attempt timedOut() {
      return new Attempt(key, start, end, place, traces, true);
    }

    boolean covers(Invocation invocation) {
      return start <= invocation.start && invocation.start <= end;
    }
  }

  record Invocation(String key, int start, FunctionPlace place, @Nullable String trace) {
    Invocation(String key, int start) {
      this(key, start, ANY, null);
    }

    Invocation of(FunctionPlace function) {
      return new Invocation(key, start, function, trace);
    }

    Invocation in(String id) {
      return new Invocation(key, start, place, id);
    }
  }
}

package io.fantail.table;

import java.util.function.Supplier;

/** What each commit of a lake passes, and where it is stopped when the lake is another job's. */
public interface Fence {
  /** For whoever is alone with a lake, as tests are. */
  Fence OPEN =
      new Fence() {
        @Override
        public <T> T pass(Supplier<T> commit) {
          return commit.get();
        }
      };

  /** Does the commit, or throws where it may not be done. */
  <T> T pass(Supplier<T> commit);
}

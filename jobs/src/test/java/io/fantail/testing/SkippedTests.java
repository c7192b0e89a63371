package io.fantail.testing;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/**
 * Says when all tests have ended which were skipped, and why: Maven tells only how many. JUnit
 * finds it by itself, for every test.
 */
public final class SkippedTests implements TestWatcher, LifecycleMethodExecutionExceptionHandler {
  private static final Namespace FANTAIL = Namespace.create(SkippedTests.class);

  @Override
  public void testAborted(ExtensionContext test, Throwable cause) {
    count(test, String.valueOf(cause.getMessage()));
  }

  @Override
  public void testDisabled(ExtensionContext test, Optional<String> reason) {
    count(test, reason.orElse("no reason given"));
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext tests, Throwable cause)
      throws Throwable {
    if (cause instanceof TestAbortedException) {
      count(tests, "all of " + tests.getDisplayName() + ": " + cause.getMessage());
    }
    throw cause;
  }

  private static void count(ExtensionContext test, String reason) {
    test.getRoot()
        .getStore(FANTAIL)
        .getOrComputeIfAbsent(Reasons.class, key -> new Reasons(), Reasons.class)
        .count(reason);
  }

  /** Is closed when all tests have ended. */
  private static final class Reasons implements AutoCloseable {
    private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();

    void count(String reason) {
      counts
          .computeIfAbsent(
              reason.replaceFirst("(?s)^Assumption failed: ", "").lines().findFirst().orElse(""),
              key -> new AtomicInteger())
          .incrementAndGet();
    }

    @Override
    public void close() {
      counts.forEach((reason, count) -> System.out.println("Skipped " + count + ": " + reason));
    }
  }
}

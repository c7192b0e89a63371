package io.fantail.testing;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says when all tests have ended which were skipped, and why: Maven tells only how many, and
 * nothing of a test whose arguments were not there. JUnit finds it by itself.
 */
public final class SkippedTests implements TestExecutionListener {
  private static final System.Logger LOG = System.getLogger(SkippedTests.class.getName());

  private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      count(test, reason.replaceFirst("(?s)^Assumption failed: ", ""));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    count(test, reason);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    counts.forEach((reason, count) -> LOG.log(Level.INFO, "Skipped {0}: {1}", count, reason));
  }

  private void count(TestIdentifier test, String reason) {
    String whose = test.isContainer() ? "all of " + test.getDisplayName() + ": " : "";
    counts.merge(whose + reason.lines().findFirst().orElse(""), 1, Integer::sum);
  }
}

package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The input of an execution, and what it says of those above it. All of it is true.
 *
 * @param startedBy names the starter in the field that AWS's console looks for
 * @param parent of a Map Run's child: names the parent by {@code $$.Execution.Id}
 * @param root names the root by {@code RootExecutionId}
 * @param upstream 32 hex digits: the trace of a caller above the root; null where none is named
 */
public record TrueInput(
    String json, boolean startedBy, boolean parent, boolean root, @Nullable String upstream) {

  static TrueInput ofRoot(Random random) {
    ObjectNode json = order(random);
    if (random.nextInt(100) >= 15) {
      return new TrueInput(json.toString(), false, false, false, null);
    }
    // Without its tags, the upper half is not known.
    String upper = random.nextBoolean() ? "%016x".formatted(random.nextLong() >>> 1) : null;
    long lower = random.nextLong();
    String half = upper == null ? "0".repeat(16) : upper;
    String trace = half + "%016x".formatted(lower);
    putUpstream(json, trace);
    return new TrueInput(json.toString(), false, false, false, trace);
  }

  /** Of an execution that another one started. */
  static TrueInput ofNested(Random random, TrueExecution starter) {
    ObjectNode json = order(random);
    boolean startedBy = random.nextInt(100) < 55;
    if (startedBy) {
      json.put("AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID", starter.arn());
    }
    return withDatadog(json, random, starter, startedBy, false);
  }

  /** Of a child of a Map Run: an item, with or without a word of where it comes from. */
  static TrueInput ofChild(Random random, TrueExecution parent) {
    ObjectNode json = order(random);
    boolean names = random.nextInt(100) < 25;
    if (names) {
      json.put("parent", parent.arn());
    } else if (parent.parent != null && parent.input.startedBy && random.nextInt(100) < 50) {
      // The item is the parent's own input: who started the parent did not start the child.
      json.put("AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID", parent.parent.arn());
    }
    return withDatadog(json, random, parent, false, names);
  }

  private static TrueInput withDatadog(
      ObjectNode json, Random random, TrueExecution above, boolean startedBy, boolean parent) {
    boolean carries = random.nextInt(100) < 20;
    TrueExecution root = above.root();
    String upstream = carries ? root.input.upstream : null;
    if (upstream != null) {
      putUpstream(json, upstream);
    } else if (carries) {
      json.putObject("_datadog").put("RootExecutionId", root.arn()).put("serverless-version", "v1");
    }
    return new TrueInput(json.toString(), startedBy, parent, carries && upstream == null, upstream);
  }

  private static void putUpstream(ObjectNode json, String trace) {
    String upper = trace.substring(0, 16);
    ObjectNode datadog = json.putObject("_datadog");
    datadog.put("x-datadog-trace-id", Long.toUnsignedString(lowerOf(trace)));
    datadog.put("x-datadog-parent-id", "7");
    if (!upper.equals("0".repeat(16))) {
      datadog.put("x-datadog-tags", "_dd.p.dm=-0,_dd.p.tid=" + upper);
    }
  }

  private static long lowerOf(String trace) {
    return Long.parseUnsignedLong(trace.substring(16), 16);
  }

  private static ObjectNode order(Random random) {
    return JsonNodeFactory.instance.objectNode().put("order", random.nextInt(1_000));
  }
}

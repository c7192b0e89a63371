package io.fantail.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an execution's ARN, in any partition:
 *
 * <ul>
 *   <li>{@code arn:aws:states:R:A:execution:<machine>:<name>}
 *   <li>{@code arn:aws:states:R:A:execution:<machine>/<label>:<name>}: a child of a Distributed Map
 *   <li>{@code arn:aws:states:R:A:express:<machine>[/<label>]:<name>:<id>}
 * </ul>
 *
 * @param prefix {@code arn:aws:states:R:A}
 * @param label of the Distributed Map state; neither its name nor a Map Run
 */
public record ExecutionArn(
    String prefix, boolean express, String machine, @Nullable String label, String name) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(arn:[^:]+:states:[^:]*:[^:]*):(?:execution:([^:/]+)(?:/([^:]+))?:([^:]+)"
              + "|express:([^:/]+)(?:/([^:]+))?:([^:]+):([^:]+))");

  /** The parts, or null when the text is no execution's ARN. */
  public static @Nullable ExecutionArn parse(String arn) {
    Matcher matcher = SHAPE.matcher(arn);
    if (!matcher.matches()) {
      return null;
    }
    return matcher.group(2) != null
        ? new ExecutionArn(
            matcher.group(1), false, matcher.group(2), matcher.group(3), matcher.group(4))
        : new ExecutionArn(
            matcher.group(1), true, matcher.group(5), matcher.group(6), matcher.group(7));
  }

  public boolean isDistributedMapChild() {
    return label != null;
  }

  /**
   * {@code machine}, or {@code machine/label} for a child: children have percentiles of their own.
   */
  public String stateMachineName() {
    return label == null ? machine : machine + "/" + label;
  }

  public String stateMachineArn() {
    return prefix + ":stateMachine:" + stateMachineName();
  }

  /**
   * What a child shares with its Map Run's ARN {@code
   * arn:aws:states:R:A:mapRun:<machine>/<label>:<uuid>}: everything but the last part. Null for an
   * execution that is no child.
   */
  public @Nullable String mapRunFamily() {
    return label == null ? null : prefix + ":mapRun:" + stateMachineName();
  }
}

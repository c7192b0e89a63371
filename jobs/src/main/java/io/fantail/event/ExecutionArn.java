package io.fantail.event;

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
  private static final int PREFIX_PARTS = 5;

  /** The parts, or null when the text is no execution's ARN. */
  public static @Nullable ExecutionArn parse(String arn) {
    // Once for each of millions of events: by position, which is ten times as fast as a pattern.
    int prefixEnd = 0;
    for (int part = 0; part < PREFIX_PARTS && prefixEnd >= 0; part++) {
      prefixEnd = arn.indexOf(':', part == 0 ? 0 : prefixEnd + 1);
    }
    if (prefixEnd < 0 || !isPrefix(arn, prefixEnd)) {
      return null;
    }
    int kindEnd = arn.indexOf(':', prefixEnd + 1);
    int machineEnd = kindEnd < 0 ? -1 : arn.indexOf(':', kindEnd + 1);
    if (machineEnd < 0) {
      return null;
    }
    String prefix = arn.substring(0, prefixEnd);
    String machine = arn.substring(kindEnd + 1, machineEnd);
    String name = arn.substring(machineEnd + 1);
    return switch (arn.substring(prefixEnd + 1, kindEnd)) {
      case "execution" -> of(prefix, false, machine, name);
      case "express" -> {
        int nameEnd = name.indexOf(':');
        boolean hasId = nameEnd > 0 && isPart(name, nameEnd + 1);
        yield hasId ? of(prefix, true, machine, name.substring(0, nameEnd)) : null;
      }
      default -> null;
    };
  }

  /**
   * The parts of what is known to be an execution's ARN.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ExecutionArn parseKnown(String arn) {
    ExecutionArn parts = parse(arn);
    if (parts == null) {
      throw new IllegalArgumentException("no execution's ARN: " + arn);
    }
    return parts;
  }

  /** {@code arn:<partition>:states:<region>:<account>}. */
  private static boolean isPrefix(String arn, int end) {
    int partitionEnd = arn.indexOf(':', 4);
    return arn.startsWith("arn:")
        && partitionEnd > 4
        && partitionEnd < end
        && arn.startsWith(":states:", partitionEnd);
  }

  private static @Nullable ExecutionArn of(
      String prefix, boolean express, String machineAndLabel, String name) {
    int slash = machineAndLabel.indexOf('/');
    String machine = slash < 0 ? machineAndLabel : machineAndLabel.substring(0, slash);
    String label = slash < 0 ? null : machineAndLabel.substring(slash + 1);
    boolean whole = !machine.isEmpty() && (label == null || !label.isEmpty()) && isPart(name, 0);
    return whole ? new ExecutionArn(prefix, express, machine, label, name) : null;
  }

  private static boolean isPart(String text, int start) {
    return start < text.length() && text.indexOf(':', start) < 0;
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

  /** What an ARN ends with, {@code machine:name}; all of it where it is no execution's. */
  public static String shortened(String arn) {
    ExecutionArn parts = parse(arn);
    return parts == null ? arn : parts.stateMachineName() + ":" + parts.name();
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

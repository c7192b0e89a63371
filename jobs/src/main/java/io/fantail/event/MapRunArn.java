package io.fantail.event;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a Map Run's ARN, in any partition: {@code
 * arn:aws:states:R:A:mapRun:<machine>/<label>:<id>}.
 *
 * @param region in which it runs
 * @param machine the state machine of its parent
 * @param label of the Distributed Map state, which is not its name
 * @param id what tells it from other runs of the same state
 */
public record MapRunArn(String region, String machine, String label, String id) {
  private static final int PARTS = 8;

  /** The parts, or null when the text is no Map Run's ARN. */
  public static @Nullable MapRunArn parse(String arn) {
    String[] parts = arn.split(":", -1);
    if (parts.length != PARTS
        || !parts[0].equals("arn")
        || !parts[2].equals("states")
        || !parts[5].equals("mapRun")) {
      return null;
    }
    String name = parts[6];
    int slash = name.indexOf('/');
    boolean isWhole = slash > 0 && slash < name.length() - 1 && !parts[7].isEmpty();
    return isWhole
        ? new MapRunArn(parts[3], name.substring(0, slash), name.substring(slash + 1), parts[7])
        : null;
  }

  /** What an ARN ends with, even where it is no Map Run's: the id. */
  public static String idOf(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** What an ARN has before its id: the same for all Map Runs of one state. */
  public static String familyOf(String arn) {
    return arn.substring(0, Math.max(0, arn.lastIndexOf(':')));
  }

  /** {@code machine/label}, the name under which its children are counted. */
  public String stateMachineName() {
    return machine + "/" + label;
  }
}

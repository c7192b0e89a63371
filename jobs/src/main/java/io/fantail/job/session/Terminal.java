package io.fantail.job.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of where the result is printed, as far as the one who started this measured it: the
 * launcher {@code jobs/fantail} does, {@code spark-submit} does not.
 *
 * @param columns how wide it is; null where it is no terminal
 * @param hasColours whether it shows colours, and nobody minds them
 */
public record Terminal(@Nullable Integer columns, boolean hasColours) {
  private static final Terminal OF_PROCESS = of(System.getenv());

  /** The one of this process. */
  public static Terminal ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Reads what the environment says: {@code FANTAIL_COLUMNS}, {@code FANTAIL_COLOURS} (yes), and
   * {@code NO_COLOR} and {@code TERM} as no-color.org and terminfo have them.
   */
  static Terminal of(Map<String, String> environment) {
    String columns = environment.getOrDefault("FANTAIL_COLUMNS", "");
    boolean isColoured =
        environment.getOrDefault("FANTAIL_COLOURS", "").equals("yes")
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        columns.matches("[1-9]\\d{1,4}") ? (Integer) Integer.parseInt(columns) : null, isColoured);
  }

  /**
   * How wide it is.
   *
   * @param most where it is wider
   * @param usual where there is none
   */
  public int width(int most, int usual) {
    return columns == null ? usual : Math.min(most, columns);
  }
}

package io.fantail.job;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts {@code jobs/fantail} as a user does, but for the optimizing compiler: so little data is
 * done before it has paid for itself.
 *
 * @param folder where the user stands
 * @param temporary where Spark spills
 * @param environment besides that
 */
record Shell(Path folder, Path temporary, Map<String, String> environment) {
  static final String FANTAIL = Commands.REPOSITORY.resolve("jobs/fantail").toString();

  /** A line of the shell, with {@code fantail} for the launcher. */
  Program start(String name, String line) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("FANTAIL_MASTER", "local[1]");
    all.put("FANTAIL_MEMORY", "1g");
    all.put("FANTAIL_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    all.put("TMPDIR", temporary.toString());
    return Program.start(
        name,
        folder,
        all,
        List.of("bash", "-c", "fantail() { '" + FANTAIL + "' \"$@\"; }; " + line));
  }

  /** A command that becomes the process of the line, and gets its signals. */
  Program startAlone(String name, String command) {
    return start(name, "exec '" + FANTAIL + "' " + command);
  }
}

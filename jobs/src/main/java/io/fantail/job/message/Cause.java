package io.fantail.job.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cause is one failure of those that led to each other, as text: Spark tells what happened to a
 * task only as the text of its stack trace, and the classes of an AWS SDK differ between clusters.
 *
 * @param text the class and the first line of the message
 * @param frames the classes that were at work, innermost first
 */
record Cause(String text, List<String> frames) {
  /** Matches how Spark quotes the failure of a task, and Java the failure behind another one. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?:Lost task [^:]*?\\([^()]*\\)|^Caused by): ((?:[a-z]\\w*\\.)+[A-Z][\\w$]*)(: [^\\n]*)?",
          Pattern.MULTILINE);

  private static final Pattern FRAME = Pattern.compile("^\\s*at ([\\w.$/]+)\\.[\\w$<>]+\\(");

  /** Matches an address, or the absolute path of a file. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b((?:s3[an]?|hdfs|abfss?|gs)://[^\\s'\"`,;()\\[\\]<>]*|file:/+[^\\s'\"`,;()\\[\\]<>]*)|(?<![\\w/:.])(/[\\w&&\\D][^\\s'\"`,;()\\[\\]<>:]+)");

  /** Returns all causes of a failure, itself first. */
  static List<Cause> allOf(Throwable failure) {
    List<Cause> causes = new ArrayList<>();
    collect(failure, causes, Collections.newSetFromMap(new IdentityHashMap<>()));
    return causes;
  }

  private static void collect(
      @Nullable Throwable failure, List<Cause> causes, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return;
    }
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    List<String> frames = new ArrayList<>();
    for (StackTraceElement frame : failure.getStackTrace()) {
      frames.add(frame.getClassName());
    }
    causes.add(new Cause(failure.getClass().getName() + ": " + firstLine(message), frames));
    collectQuoted(message, causes);
    collect(failure.getCause(), causes, seen);
    for (Throwable suppressed : failure.getSuppressed()) {
      collect(suppressed, causes, seen);
    }
  }

  private static void collectQuoted(String message, List<Cause> causes) {
    Matcher quoted = QUOTED.matcher(message);
    while (quoted.find()) {
      String rest = quoted.group(2) == null ? "" : quoted.group(2);
      causes.add(new Cause(quoted.group(1) + rest, framesIn(message.substring(quoted.end()))));
    }
  }

  private static List<String> framesIn(String trace) {
    List<String> frames = new ArrayList<>();
    for (String line : trace.lines().toList()) {
      Matcher frame = FRAME.matcher(line);
      if (frame.find()) {
        frames.add(frame.group(1));
      } else if (!frames.isEmpty() && !line.strip().startsWith("...")) {
        break;
      }
    }
    return frames;
  }

  /** Returns the address or file that the failure names; null when it names none. */
  @Nullable String address() {
    Matcher address = ADDRESS.matcher(text);
    while (address.find()) {
      String found = address.group().replaceAll("[:.]+$", "");
      if (found.length() > 1) {
        return found.replaceFirst("^s3[an]://", "s3://").replaceFirst("^file:/+", "/");
      }
    }
    return null;
  }

  /** Returns the simple name of the class. */
  String type() {
    String name = text.substring(0, text.indexOf(':'));
    return name.substring(1 + Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')));
  }

  /** Returns what the failure says of itself, in one line. */
  String message() {
    return text.substring(text.indexOf(':') + 1).strip();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}

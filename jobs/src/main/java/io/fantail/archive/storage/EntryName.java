package io.fantail.archive.storage;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The names of entries of an archive of files, as parts of an address. They are written down and
 * searched for names of functions and executions; nothing is ever opened by one.
 */
final class EntryName {
  /** No system has longer ones. */
  private static final int MAX_CHARS = 4096;

  private EntryName() {}

  /**
   * The name with slashes between its parts, whoever has packed it, and none before the first.
   *
   * @param index of the entry, for one that has no name, or one without end
   */
  static String of(String written, int index) {
    String name = written.replace('\\', '/').replaceAll("/+(\\./+)*", "/");
    while (name.startsWith("/") || name.startsWith("./")) {
      name = name.substring(name.indexOf('/') + 1);
    }
    if (name.length() > MAX_CHARS) {
      return name.substring(0, MAX_CHARS) + "#" + index;
    }
    return name.isEmpty() ? "#" + index : name;
  }

  /** Whether a link leads out of the archive; its folder is "" at the top. */
  static boolean leadsOut(String folder, String target) {
    String path = target.replace('\\', '/');
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      return true;
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return true;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return false;
  }
}

package io.fantail.archive.json;

import io.fantail.text.Words;
import java.util.Locale;
import java.util.Set;

/** The names of the fields into which answers of the API, and people, put events. */
public final class Wrappers {
  private static final Set<String> LISTS_OF_LOG_EVENTS =
      Words.setOf(
          """
          events logevents log_events results records batch logs items telemetry rows entries
          """);

  private static final Set<String> OBJECTS =
      Words.setOf("response result payload body output page");

  private Wrappers() {}

  /** Whether log events are kept in a list of this name. */
  public static boolean holdsList(String field) {
    return LISTS_OF_LOG_EVENTS.contains(field.toLowerCase(Locale.ROOT));
  }

  /** Whether people put what holds log events into an object of this name. */
  public static boolean holdsObject(String field) {
    return OBJECTS.contains(field);
  }

  /** Whether people keep histories in a field of this name. */
  public static boolean holdsHistory(String field) {
    String lowerCase = field.toLowerCase(Locale.ROOT);
    return lowerCase.equals("events") || lowerCase.contains("history");
  }
}

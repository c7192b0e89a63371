package io.fantail.archive.json;

import java.util.Locale;
import java.util.Set;

/** The names of the fields into which answers of the API, and people, put log events. */
public final class Wrappers {
  private static final Set<String> LISTS =
      Set.of(
          "events",
          "logevents",
          "log_events",
          "results",
          "records",
          "batch",
          "logs",
          "items",
          "telemetry",
          "rows",
          "entries");

  private Wrappers() {}

  /** Whether an answer, or what somebody put around events, keeps them in a field of this name. */
  public static boolean holdsList(String field) {
    return LISTS.contains(field.toLowerCase(Locale.ROOT));
  }

  /** Whether people put what holds events into a field of this name. */
  public static boolean holdsObject(String field) {
    return switch (field) {
      case "response", "result", "payload", "body", "output", "page" -> true;
      default -> false;
    };
  }
}

package io.fantail.event;

import java.util.List;

/** The types of {@link EventTypes}, for tests of other packages. */
public final class KnownEventTypes {
  private KnownEventTypes() {}

  public static List<String> all() {
    return EventTypes.NAMES.words();
  }
}

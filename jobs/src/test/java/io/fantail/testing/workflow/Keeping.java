package io.fantail.testing.workflow;

/** What an archive keeps of the events of one execution. */
public enum Keeping {
  HISTORY,
  LOG,
  LOG_WITHOUT_DATA,
  /** Best effort: a few lines never came. */
  LOG_WITH_HOLES,
  LOG_OF_ERRORS,
  NOTHING;

  /** Whether all events are there. */
  public boolean isWhole() {
    return this == HISTORY || this == LOG || this == LOG_WITHOUT_DATA;
  }
}

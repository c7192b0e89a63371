package io.fantail.job;

import java.util.Set;

/** The commands that write tables, and what is true of the tables when one of them ends early. */
final class WritingCommands {
  static final Set<String> NAMES = Set.of("run", "ingest", "trace", "report", "demo");

  /** A day of a table is one commit. */
  static final String SAFE =
      "Each table is as it was before the step that was under way, or as it is after it.";

  private WritingCommands() {}
}

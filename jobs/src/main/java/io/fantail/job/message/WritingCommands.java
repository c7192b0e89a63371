package io.fantail.job.message;

import java.util.Set;

/** The commands that write tables, and what is true of the tables when one of them ends early. */
public final class WritingCommands {
  public static final Set<String> NAMES = Set.of("run", "ingest", "trace", "report", "demo");

  /** A day of a table is one commit. */
  public static final String SAFE =
      "Each table is as it was before the step that was under way, or as it is after it.";

  private WritingCommands() {}
}

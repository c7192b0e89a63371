package io.fantail.job.message;

import java.util.Set;

/** Knows which commands write tables, and what is true of those when one of them ends early. */
public final class WritingCommands {
  public static final Set<String> NAMES =
      Set.of("run", "ingest", "trace", "report", "demo", "maintain", "forget");

  /** This holds because each change of a table is one commit. */
  public static final String SAFE =
      "Each table is as it was before the step that was under way, or as it is after it.";

  private WritingCommands() {}
}

package io.fantail.job.compare;

import io.fantail.table.Lake;

/** By what executions are on the one side or the other. */
public sealed interface Sides permits MapRunSides, VersionSides, WindowSides {

  /** How the first side is named. */
  String baseInWords();

  /** How the second side is named. */
  String againstInWords();

  /** The executions of both, and their spans. */
  SidesOfLake in(Lake lake);

  /** Whether it is known what the executions of a side cost: costs are of whole Map Runs. */
  boolean haveCosts();

  /** Says what else could be compared, as a sentence, for those whose side has no executions. */
  String whatThereIs(Lake lake);
}

package io.fantail.report.trait;

/** What a factor can tell of a child that is slow. */
public enum FactorKind {
  /** Known before the child starts: it may be the cause. */
  WHY,
  /** Part of the child's own time: it says what the time went into. */
  HOW,
  /** The same for all children of a Map Run: only other Map Runs tell whether it matters. */
  RUN
}

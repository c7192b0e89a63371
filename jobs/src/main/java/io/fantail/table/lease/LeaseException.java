package io.fantail.table.lease;

/**
 * Says that a job may not write, in whole sentences for a person: another one holds the lake, or
 * took it from this one.
 */
public final class LeaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String owner;

  LeaseException(String owner, String message) {
    super(message);
    this.owner = owner;
  }

  /** Who holds the lake, in words. */
  public String owner() {
    return owner;
  }

  /** Another job holds the lake. */
  public static LeaseException heldBy(LeaseEntry other) {
    return new LeaseException(
        other.owner(),
        "Another job holds the lake: "
            + other.owner()
            + "; if it has died, the lake is free at "
            + other.untilInWords()
            + ".\nLet it end, or wait for it with --wait MINUTES; --force-unlock takes the lake from a job that is surely dead.");
  }

  /** Another job has taken the lake from this one. */
  public static LeaseException lostTo(LeaseEntry other) {
    return new LeaseException(
        other.owner(),
        "Another job has taken the lake from this one, which writes no more: "
            + other.owner()
            + ".\nWhat was written is whole: run this command again when the other one has ended.");
  }
}

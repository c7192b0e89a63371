package io.fantail.testing.workflow;

/** What a state does between Entered and Exited. */
interface Work {
  void begin();

  /** Something around it ends; nothing is written by this. */
  void stop();

  /** What AWS writes of work that is stopped because of {@code failing}. */
  void writeAborts(WrittenEvent failing);

  /** Goes on where the execution had ended. */
  void redrive();
}

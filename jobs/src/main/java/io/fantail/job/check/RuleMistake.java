package io.fantail.job.check;

import com.typesafe.config.ConfigOrigin;

/** Something in a file of rules that is not understood. */
final class RuleMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * @param reason whole words, without a full stop
   */
  RuleMistake(ConfigOrigin origin, String reason) {
    super(reason);
    this.line = origin.lineNumber();
  }

  /** Below 1 where it is not known. */
  int line() {
    return line;
  }
}

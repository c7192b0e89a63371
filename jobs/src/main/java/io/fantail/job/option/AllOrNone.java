package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Options of which either all are given or none, as one says nothing without the others. */
public final class AllOrNone {
  private @Nullable String given;
  private @Nullable String missing;

  /**
   * Takes an option.
   *
   * @param value null where it is not given
   */
  public AllOrNone with(String option, @Nullable Object value) {
    if (value == null) {
      missing = missing == null ? option : missing;
    } else {
      given = given == null ? option : given;
    }
    return this;
  }

  /**
   * Whether they are given.
   *
   * @param refusal makes a sentence of the first that is given and the first that is missing
   * @throws JobException with that sentence where some are given, and some are not
   */
  public boolean areGiven(BinaryOperator<String> refusal) {
    if (given != null && missing != null) {
      throw new JobException(ExitCode.USAGE, refusal.apply(given, missing));
    }
    return given != null;
  }
}

package io.fantail.job.forget;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * What is to be forgotten: one execution, or all whose texts have a key with a value.
 *
 * @param arn null where it is a key
 * @param key null where it is an execution
 */
public record ForgetTarget(@Nullable String arn, @Nullable KeyPattern key) {
  private static final Pattern EXECUTION =
      Pattern.compile(
          "arn:[^:]+:(?:states:[^:]*:[^:]*:(?:execution|express):.+|lambda:.+/durable-execution/.+)");

  /**
   * Reads what was given.
   *
   * @param execution {@code --execution}
   * @param key {@code --key}
   * @throws JobException when it is neither or both, or none that can be
   */
  public static ForgetTarget of(@Nullable String execution, @Nullable String key) {
    if ((execution == null) == (key == null)) {
      throw misuse("What is to be forgotten? Give either --execution ARN or --key NAME=VALUE.");
    }
    if (execution != null) {
      if (!EXECUTION.matcher(execution).matches()) {
        throw misuse(
            "--execution "
                + execution
                + " is no ARN of an execution. It must be whole, so that no other one is forgotten: 'show' finds it.");
      }
      return new ForgetTarget(execution, null);
    }
    String given = String.valueOf(key);
    int equals = given.indexOf('=');
    if (equals < 1 || equals == given.length() - 1) {
      throw misuse("--key is no NAME=VALUE, such as customerId=4711.");
    }
    return new ForgetTarget(
        null, new KeyPattern(given.substring(0, equals), given.substring(equals + 1)));
  }

  private static JobException misuse(String what) {
    return new JobException(ExitCode.USAGE, what);
  }

  /** Whether a text names it. */
  Column isNamedIn(Column text) {
    return key == null ? text.contains(String.valueOf(arn)) : text.rlike(key.withValue());
  }
}

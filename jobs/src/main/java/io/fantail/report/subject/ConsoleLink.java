package io.fantail.report.subject;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where AWS's console shows an execution. */
public final class ConsoleLink {
  private static final int PARTITION = 1;
  private static final int REGION = 3;
  private static final int KIND = 5;
  private static final int PARTS = 7;

  private ConsoleLink() {}

  /**
   * The address; null in a partition whose console is not known.
   *
   * @param startedAt without which the console does not find what an Express workflow did
   */
  public static @Nullable String of(String executionArn, Instant startedAt) {
    String[] parts = executionArn.split(":", PARTS);
    String console = parts.length < PARTS ? null : consoleOf(parts[PARTITION]);
    if (console == null) {
      return null;
    }
    boolean express = parts[KIND].equals("express");
    return "https://"
        + parts[REGION]
        + "."
        + console
        + "/states/home?region="
        + parts[REGION]
        + (express ? "#/express-executions/details/" : "#/v2/executions/details/")
        + executionArn
        + (express ? "?startDate=" + startedAt.toEpochMilli() : "");
  }

  private static @Nullable String consoleOf(String partition) {
    return switch (partition) {
      case "aws" -> "console.aws.amazon.com";
      case "aws-cn" -> "console.amazonaws.cn";
      case "aws-us-gov" -> "console.amazonaws-us-gov.com";
      default -> null;
    };
  }
}

package io.fantail.job.summary;

import java.io.PrintWriter;

/** Prints a summary for people or for programs. */
public final class SummaryPrinter {
  private SummaryPrinter() {}

  /**
   * Prints all of it.
   *
   * @param asJson one line of JSON in the place of text
   */
  public static void print(Summary summary, PrintWriter out, boolean asJson) {
    if (asJson) {
      out.println(SummaryJson.of(summary));
    } else {
      SummaryText.print(summary, out);
    }
  }
}

package io.fantail.job.summary;

import java.io.PrintWriter;

/** Prints a summary in the form that was asked for. */
public final class SummaryPrinter {
  private SummaryPrinter() {}

  public static void print(Summary summary, PrintWriter out, boolean asJson) {
    if (asJson) {
      out.println(SummaryJson.of(summary));
    } else {
      SummaryText.print(summary, out);
    }
  }
}

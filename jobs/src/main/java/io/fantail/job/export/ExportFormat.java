package io.fantail.job.export;

import java.util.regex.Pattern;

/** The formats of {@code export}. */
public enum ExportFormat {
  OTLP("traces\\.jsonl|traces(-[0-9]+)?\\.pb"),
  CHROME("trace\\.json"),
  SPEEDSCOPE("time\\.speedscope\\.json"),
  CSV("executions|spans|map_runs"),
  PARQUET("executions|spans|map_runs");

  private final Pattern names;

  ExportFormat(String names) {
    this.names = Pattern.compile(names);
  }

  /** Whether an export of this format has a file or folder of that name. */
  boolean has(String name) {
    return names.matcher(name).matches();
  }
}

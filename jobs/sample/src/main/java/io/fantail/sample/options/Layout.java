package io.fantail.sample.options;

/** How the archive reached its folder; each value is a way people really archive these records. */
public enum Layout {
  /** CloudWatch Logs export tasks: one gzip series of prefixed lines per log stream. */
  EXPORT,
  /** A log subscription through Firehose: objects of concatenated gzip members of envelopes. */
  FIREHOSE,
  /** Saved GetExecutionHistory answers, with the Lambda logs as an export task. */
  HISTORY
}

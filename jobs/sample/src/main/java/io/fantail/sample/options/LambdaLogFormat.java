package io.fantail.sample.options;

/** The log format setting of the Lambda functions. */
public enum LambdaLogFormat {
  /** Tab-separated platform lines: START, END, REPORT. */
  TEXT,
  /** One JSON object per message: platform.start, platform.report. */
  JSON
}

/**
 * Log events that stand in JSON: subscription envelopes as Firehose stores them, with line ends
 * between or none, answers of CloudWatch Logs, records of shippers, OpenTelemetry's batches,
 * records in Base64; and what every reader of log events shares: the names of their fields, and of
 * which log group and stream they are.
 *
 * <p>Log events that stand in lines of text belong in {@code lines}.
 */
@NullMarked
package io.fantail.archive.log;

import org.jspecify.annotations.NullMarked;

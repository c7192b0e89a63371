/**
 * How long executions, states, attempts and invocations took: counts of durations, exact
 * percentiles of them, and the buckets of a histogram.
 */
@NullMarked
package io.fantail.report.latency;

import org.jspecify.annotations.NullMarked;

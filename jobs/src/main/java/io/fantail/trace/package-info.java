/**
 * Spans become traces: which Map Run a child belongs to, which execution started another, which
 * invocation an attempt caused, one trace id for all of them. Every link carries the evidence it
 * rests on; where that is not enough, the link says so.
 *
 * <p>Here belongs whatever needs two executions, or an execution and an invocation, to be decided.
 * Sums over many of them belong in {@code report}.
 */
@NullMarked
package io.fantail.trace;

import org.jspecify.annotations.NullMarked;

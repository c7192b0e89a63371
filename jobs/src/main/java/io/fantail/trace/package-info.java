/**
 * Spans become traces: which Map Run a child belongs to, which execution started another, which
 * invocation an attempt caused, one trace id for all of them. Every link carries the evidence it
 * rests on; where that is not enough, the link says so.
 */
@NullMarked
package io.fantail.trace;

import org.jspecify.annotations.NullMarked;

/**
 * The words for what is built: executions with their spans and Map Runs, invocations of functions,
 * the ids of spans and the names of their attributes. The events of one execution become its spans
 * in {@code span.execution}, the records of one log stream become invocations. Nothing here knows
 * of any other execution: what connects them is decided in {@code trace}.
 */
@NullMarked
package io.fantail.span;

import org.jspecify.annotations.NullMarked;

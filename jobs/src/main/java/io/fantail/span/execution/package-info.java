/**
 * The events of one execution, and what answers of the API add to them, become its spans. {@link
 * io.fantail.span.execution.ExecutionSpans#of} is the way in.
 */
@NullMarked
package io.fantail.span.execution;

import org.jspecify.annotations.NullMarked;

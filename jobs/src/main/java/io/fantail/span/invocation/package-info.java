/**
 * The invocations that the records of log streams show: within each stream in the order of time,
 * then over all streams by request id. Which attempt caused them is the affair of {@code
 * trace.lambda}.
 */
@NullMarked
package io.fantail.span.invocation;

import org.jspecify.annotations.NullMarked;

/**
 * Events of durable executions of Lambda to spans: operations below the execution, tries of steps
 * apart, and the request ids of the invocations that it took.
 *
 * <p>Which attempt called the function is the affair of {@code trace.lambda}.
 */
@NullMarked
package io.fantail.span.durable;

import org.jspecify.annotations.NullMarked;

/**
 * Events of Lambda's durable executions, read from what {@code GetDurableExecutionHistory} answers.
 *
 * <p>What they come to, spans, belongs in {@code span.durable}.
 */
@NullMarked
package io.fantail.event.durable;

import org.jspecify.annotations.NullMarked;

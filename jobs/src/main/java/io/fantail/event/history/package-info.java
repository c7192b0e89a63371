/**
 * The events of an execution, read from {@code GetExecutionHistory}, CloudWatch Logs and what else
 * holds them: their fields, the invocation that a failure tells of, and what an input says about
 * the caller. The text around the records is read in {@code archive}; what events come to together
 * is the affair of {@code event.collected}.
 */
@NullMarked
package io.fantail.event.history;

import org.jspecify.annotations.NullMarked;

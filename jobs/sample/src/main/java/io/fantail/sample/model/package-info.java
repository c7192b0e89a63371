/**
 * What happened, in no format yet: executions with their events, states and attempts, and the
 * invocations behind them. Every file is printed from it and every figure of the truth counted.
 *
 * <p>Here belong facts. Decisions belong in {@code workflow}, formats in {@code logs} and {@code
 * layout}, counts in {@code truth}.
 */
@NullMarked
package io.fantail.sample.model;

import org.jspecify.annotations.NullMarked;

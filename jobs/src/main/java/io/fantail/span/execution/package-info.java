/**
 * The events of one execution, and what answers of the API add to them, become its spans: states,
 * attempts, waiting, failures and their origin. {@link io.fantail.span.execution.ExecutionSpans#of}
 * is the way in.
 *
 * <p>Each class knows those before it, and none behind it:
 *
 * <ol>
 *   <li>What is built: {@code SpanDraft}, {@code StateNode} with the scopes in it, and {@code
 *       Place}, where an event happened. {@code KnownEvents} and {@code Answers} are what it is
 *       built of, {@code ExecutionDraft} holds it together.
 *   <li>What an event does to it: a {@code Step} finds the state that an event tells of, the {@code
 *       *Events} change it, {@code Closing} ends what was open within.
 *   <li>{@code ExecutionWalk} hands each event to the one that handles its kind.
 *   <li>The passes, in the order of the list in {@code ExecutionSpans}: {@code ExecutionEnd},
 *       {@code FailureOrigins}, {@code DescribedMapRuns}, {@code UnfinishedSpans}. None of them
 *       sees an event that the walk did not see.
 * </ol>
 */
@NullMarked
package io.fantail.span.execution;

import org.jspecify.annotations.NullMarked;

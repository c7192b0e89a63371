/**
 * The states of the state machines: attempts, retries, timeouts and failures of a Task, what a
 * child of each Map does from start to end, and the recorder that turns it into the model.
 *
 * <p>Here belongs what one execution does. Many executions at once are the business of {@code
 * simulation}; the words in which AWS writes it down are the business of {@code layout}.
 */
@NullMarked
package io.fantail.sample.workflow;

import org.jspecify.annotations.NullMarked;

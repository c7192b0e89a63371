/**
 * Where an execution stands: its Map Run, the execution that started it, its root and its trace,
 * each with the evidence that the link rests on. Attempts and invocations are linked in {@code
 * trace.lambda}.
 */
@NullMarked
package io.fantail.trace.link;

import org.jspecify.annotations.NullMarked;

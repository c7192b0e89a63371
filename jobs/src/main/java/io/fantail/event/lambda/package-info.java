/**
 * The lines of a Lambda log: the platform's, in text and in JSON, and the errors that the runtimes
 * print, each language in its own class. Which lines are of one invocation is the affair of {@code
 * span.invocation}.
 */
@NullMarked
package io.fantail.event.lambda;

import org.jspecify.annotations.NullMarked;

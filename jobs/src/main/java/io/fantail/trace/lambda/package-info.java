/**
 * Which invocation an attempt caused, and how that is known: by request id, by X-Ray trace, by
 * time. What the logs themselves say is read in {@code event.lambda} and {@code span.invocation}.
 */
@NullMarked
package io.fantail.trace.lambda;

import org.jspecify.annotations.NullMarked;

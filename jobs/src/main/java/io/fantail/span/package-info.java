/**
 * The events of one execution become its spans; the records of one log stream become invocations.
 * Nothing here knows of any other execution: what connects them is decided in {@code trace}.
 *
 * <p>Here belong states, attempts, waiting, failures and their origin within one execution, and an
 * invocation with its init and its end.
 */
@NullMarked
package io.fantail.span;

import org.jspecify.annotations.NullMarked;

/**
 * The events of one execution become its spans; the records of one log stream become invocations.
 * Nothing here knows of any other execution: what connects them is decided in {@code trace}.
 */
@NullMarked
package io.fantail.span;

import org.jspecify.annotations.NullMarked;

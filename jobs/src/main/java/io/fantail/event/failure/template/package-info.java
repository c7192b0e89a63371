/** Marks in a message what differs from one occurrence to the next. */
@NullMarked
package io.fantail.event.failure.template;

import org.jspecify.annotations.NullMarked;

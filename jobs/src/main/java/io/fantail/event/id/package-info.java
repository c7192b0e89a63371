/** The forms that ids of AWS have: what has none of them is not stored as one. */
@NullMarked
package io.fantail.event.id;

import org.jspecify.annotations.NullMarked;

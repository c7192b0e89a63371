/**
 * The tree of one execution as people look at it: its spans below each other in the order of their
 * beginnings, the waits between attempts as rows of their own, and alike siblings folded into one
 * row. {@link io.fantail.look.waterfall.Waterfall} makes it; who draws it visits the sealed {@link
 * io.fantail.look.waterfall.TraceNode}. Plain Java over rows that were read back.
 */
@NullMarked
package io.fantail.look.waterfall;

import org.jspecify.annotations.NullMarked;

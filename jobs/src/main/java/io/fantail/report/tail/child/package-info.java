/** Reads from the spans of a child what may tell why it took so long. */
@NullMarked
package io.fantail.report.tail.child;

import org.jspecify.annotations.NullMarked;

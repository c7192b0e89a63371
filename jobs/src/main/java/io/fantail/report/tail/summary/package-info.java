/**
 * The little of slow children that is said when a command ends: of each label how slow its children
 * are and what they share, and the slowest of all.
 */
@NullMarked
package io.fantail.report.tail.summary;

import org.jspecify.annotations.NullMarked;

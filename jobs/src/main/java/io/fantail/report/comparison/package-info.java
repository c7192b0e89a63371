/**
 * Compares what two sets of executions came to: is the second slower than the first, by how much,
 * and how sure is that. Plain decisions over a few figures per Map Run, by the methods of {@link
 * io.fantail.report.statistics}.
 */
@NullMarked
package io.fantail.report.comparison;

import org.jspecify.annotations.NullMarked;

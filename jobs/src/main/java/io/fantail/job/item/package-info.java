/**
 * Failed items on their way out of the lake: into a file that an ItemReader takes, and what to do
 * with it.
 */
@NullMarked
package io.fantail.job.item;

import org.jspecify.annotations.NullMarked;

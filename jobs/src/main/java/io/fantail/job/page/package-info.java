/** Writes the page of a lake: what it is about, the words at its head, its file. */
@NullMarked
package io.fantail.job.page;

import org.jspecify.annotations.NullMarked;

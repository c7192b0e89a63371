/** Exports on their way out of the lake: where they go, and what is said of them. */
@NullMarked
package io.fantail.job.export;

import org.jspecify.annotations.NullMarked;

/** What {@code show} is asked for: found by whatever people copy from a screen, and printed. */
@NullMarked
package io.fantail.job.show;

import org.jspecify.annotations.NullMarked;

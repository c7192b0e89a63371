/** Rules that figures of the tables keep, or break. */
@NullMarked
package io.fantail.job.check;

import org.jspecify.annotations.NullMarked;

/**
 * Keeps a lake small: few large files in the place of many small ones, days that nobody needs any
 * more deleted, and with them the files of former versions.
 */
@NullMarked
package io.fantail.job.maintain;

import org.jspecify.annotations.NullMarked;

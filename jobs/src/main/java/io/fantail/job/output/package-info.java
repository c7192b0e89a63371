/**
 * Files that commands write: beside the lake, and the report of a driver of which nobody sees what
 * it prints.
 */
@NullMarked
package io.fantail.job.output;

import org.jspecify.annotations.NullMarked;

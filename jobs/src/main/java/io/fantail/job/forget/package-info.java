/**
 * Takes an execution, with what it started, out of every table: what a person whose data it worked
 * on may ask for.
 */
@NullMarked
package io.fantail.job.forget;

import org.jspecify.annotations.NullMarked;

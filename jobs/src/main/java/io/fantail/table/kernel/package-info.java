/**
 * Tables read by Delta Kernel in this process: what has to be known before Spark is worth starting.
 */
@NullMarked
package io.fantail.table.kernel;

import org.jspecify.annotations.NullMarked;

/**
 * Where the time of an execution went: the path that held up its end, cut into eight parts that add
 * up to its active time.
 */
@NullMarked
package io.fantail.trace.path;

import org.jspecify.annotations.NullMarked;

/**
 * What the tests of several packages share: files to read and the folder of recorded ones,
 * histories written by hand and histories recorded, a Spark session with small tables, children of
 * a simulated fan-out.
 */
@NullMarked
package io.fantail.testing;

import org.jspecify.annotations.NullMarked;

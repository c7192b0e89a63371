/**
 * Map Runs with what their children came to. No task holds all children of one: it is told of them
 * minute by minute.
 */
@NullMarked
package io.fantail.report.maprun;

import org.jspecify.annotations.NullMarked;

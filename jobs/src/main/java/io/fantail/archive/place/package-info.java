/**
 * Finds the objects of the archive and reads what their addresses tell: dates of folders, names of
 * executions and functions, the neighbours of an object, the time of delivery; and packs objects
 * into tasks.
 *
 * <p>No object is opened here: that is the work of {@code storage}.
 */
@NullMarked
package io.fantail.archive.place;

import org.jspecify.annotations.NullMarked;

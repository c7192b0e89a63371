/**
 * Plays the parents, their Map Runs and the children that run at once, and tells the archive and
 * the truth what happened, events in order of time.
 *
 * <p>Here belong times and concurrency of the whole. What a single execution does belongs in {@code
 * workflow}.
 */
@NullMarked
package io.fantail.sample.simulation;

import org.jspecify.annotations.NullMarked;

/**
 * Writes a seeded, realistic archive of Step Functions and Lambda records together with its exact
 * truth. One model of every execution is simulated, projected into the chosen layout, and counted.
 *
 * <p>The rooms in the order of their imports, each knowing only those before it: {@code options}
 * (what to generate), {@code world} (whose account it is), {@code model} (what happened), {@code
 * workflow} (the states that make it happen), {@code logs} (what functions write), {@code layout}
 * (the containers of an archive), {@code truth} (what must be found), {@code simulation} (plays
 * everything and tells the last two). The sample shares no code with what reads its archives.
 *
 * <p>Here is the entrance only, {@link io.fantail.sample.SampleArchive}; whatever does a part of
 * the work belongs in a room.
 */
@NullMarked
package io.fantail.sample;

import org.jspecify.annotations.NullMarked;

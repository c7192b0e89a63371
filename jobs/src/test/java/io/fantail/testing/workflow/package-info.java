/**
 * Random workflows that are true: a machine of random shape is run on a clock, writes the events
 * that AWS writes for it, and keeps beside them the tree that any reader of the events has to find.
 *
 * <p>Nothing here uses what builds spans: the tree is noted while the run goes on and not derived
 * from the events. The forms of the events are those of the recorded histories; where none is
 * recorded the class says so.
 */
@NullMarked
package io.fantail.testing.workflow;

import org.jspecify.annotations.NullMarked;

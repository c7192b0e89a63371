/**
 * Writes a seeded, realistic archive of Step Functions and Lambda records together with its exact
 * truth: one model of every execution is simulated, projected into the chosen layout, and counted.
 */
@NullMarked
package io.fantail.sample;

import org.jspecify.annotations.NullMarked;

/**
 * The account that the sample plays in: its names and ARNs, its functions, the errors they raise,
 * the JSON that travels through its state machines, and seeded chance.
 *
 * <p>Here belongs what is so before anything happens. What happens is in {@code model}.
 */
@NullMarked
package io.fantail.sample.world;

import org.jspecify.annotations.NullMarked;

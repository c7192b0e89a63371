/**
 * What a function writes while it runs, as messages of its log stream, in either log format.
 *
 * <p>Here belong messages. The containers that carry them belong in {@code layout}.
 */
@NullMarked
package io.fantail.sample.logs;

import org.jspecify.annotations.NullMarked;

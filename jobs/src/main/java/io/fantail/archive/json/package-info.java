/**
 * Reads JSON that may be damaged, endless or many roots one after the other, and looks at the head
 * of a content to tell its form.
 *
 * <p>What the fields of a container mean, Firehose's too, belongs in {@code log} and {@code
 * history}.
 */
@NullMarked
package io.fantail.archive.json;

import org.jspecify.annotations.NullMarked;

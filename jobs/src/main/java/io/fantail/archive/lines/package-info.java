/**
 * Records that stand in lines of text or in rows of a table: export tasks, extracted messages, what
 * a terminal showed, Fluentd's files, CSV, one JSON record per line.
 *
 * <p>JSON that may go on over several lines belongs in {@code log} and {@code history}.
 */
@NullMarked
package io.fantail.archive.lines;

import org.jspecify.annotations.NullMarked;

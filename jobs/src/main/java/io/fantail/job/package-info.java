/**
 * The commands, one class each, and the program that chooses among them: what a person or a
 * scheduler calls.
 *
 * <p>Here belongs in which order a command does its work, and nothing of the work: the options are
 * in {@code option}, the Spark session and the terminal in {@code session}, the work in {@code
 * step}, its result in words in {@code summary}, failures in words in {@code message}, SQL from the
 * terminal in {@code query}. Whatever decides something about the data belongs further up the flow.
 */
@NullMarked
package io.fantail.job;

import org.jspecify.annotations.NullMarked;

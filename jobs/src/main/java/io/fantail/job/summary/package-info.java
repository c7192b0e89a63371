/**
 * What a command says at its end: the questions with their SQL, their answers as tables of text and
 * as JSON, and how complete the picture is.
 *
 * <p>Only what can be asked of the tables is said here; what goes wrong before is in {@code
 * message}.
 */
@NullMarked
package io.fantail.job.summary;

import org.jspecify.annotations.NullMarked;

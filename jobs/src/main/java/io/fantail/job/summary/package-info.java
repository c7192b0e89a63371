/**
 * What a command says at its end: the figures of its reports as tables of text and as JSON, and how
 * complete the picture is.
 *
 * <p>Only what reports have come to is said here; what goes wrong before is in {@code message}.
 */
@NullMarked
package io.fantail.job.summary;

import org.jspecify.annotations.NullMarked;

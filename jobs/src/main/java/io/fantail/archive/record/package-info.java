/**
 * The words of reading: an object of the archive, where a log event was kept, and the raw records
 * that come out of an object, with the reasons why something is noise or broken.
 *
 * <p>Nothing here opens or reads anything; what cuts records out of a content belongs in {@code
 * log}, {@code lines} and {@code history}.
 */
@NullMarked
package io.fantail.archive.record;

import org.jspecify.annotations.NullMarked;

/**
 * Objects of the archive become raw records: what a container holds, cut out of it and not yet
 * understood.
 *
 * <p>A container is recognised by its bytes, never by its name. Every class that reads one is a
 * {@link io.fantail.archive.RawRecords} and is registered in one line of {@link
 * io.fantail.archive.ArchiveFormat}.
 */
@NullMarked
package io.fantail.archive;

import org.jspecify.annotations.NullMarked;

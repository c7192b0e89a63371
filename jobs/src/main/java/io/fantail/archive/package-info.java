/**
 * Objects of the archive become raw records: what a container holds, cut out of it and not yet
 * understood.
 *
 * <p>A container is recognised by its bytes, never by its name. Every class that reads one is a
 * {@link io.fantail.archive.RawRecords} and is registered in one line of {@link
 * io.fantail.archive.ArchiveFormat}.
 *
 * <p>Here belongs whatever opens, decompresses, splits or lists objects, and what an object's key
 * and neighbours tell. What a record says belongs in {@code event}.
 */
@NullMarked
package io.fantail.archive;

import org.jspecify.annotations.NullMarked;

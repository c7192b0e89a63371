/**
 * Objects of the archive become raw records: what a container holds, cut out of it and not yet
 * understood. {@link io.fantail.archive.ReadAhead} reads the objects of a task, {@link
 * io.fantail.archive.ArchiveReader} one of them, {@link io.fantail.archive.ArchiveFormat} tells
 * what container it is, by its bytes and never by its name.
 *
 * <p>The rooms, each importing only those before it: {@code stored} (forms of bytes), {@code
 * record} (the words), {@code place} (finding objects, what addresses tell), {@code storage}
 * (opening and inflating), {@code json} (reading JSON), {@code log}, {@code lines} and {@code
 * history} (the containers). Every class that reads a container is a {@link
 * io.fantail.archive.record.RawRecords} and stands in one line of {@code ArchiveFormat}.
 *
 * <p>What a record says belongs in {@code event}.
 */
@NullMarked
package io.fantail.archive;

import org.jspecify.annotations.NullMarked;

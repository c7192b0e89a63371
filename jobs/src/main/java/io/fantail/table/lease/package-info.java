/**
 * One writer at a time: who holds a lake, since when and until when, kept in the lake itself.
 *
 * <p>A lake's {@code _fantail_lease} is a log of a few entries, of which the last is true: taking,
 * renewing and giving back a lease each add the next entry, which a store lets only one job do. So
 * a takeover is as atomic as a first taking, and a job that slept through its lease finds that it
 * is not the last any more, whatever the clocks say. The last entry is never deleted, because a
 * number that comes twice would wake the dead.
 *
 * <p>Here belongs whatever decides who may write. What a command tells people about it, and how
 * long it waits, belongs to the session of the command.
 */
@NullMarked
package io.fantail.table.lease;

import org.jspecify.annotations.NullMarked;

package io.fantail.job.step;

import io.fantail.event.collected.ParsedRows;
import io.fantail.event.parse.ArchiveAccount;
import io.fantail.job.option.ReadRequest;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;

/**
 * An archive that was read, and is not written yet.
 *
 * @param isFirst whether the lake had nothing before
 * @param hours whose events and descriptions are written again
 * @param traced of these, and perhaps others, the hours whose executions are traced again at least
 * @param unread of these, those of which nothing is taken from the lake
 * @param unfinished what runs that were killed have left to be done; its hours are among those that
 *     are traced
 * @param awsSpanHours whose spans of AWS are written again
 * @param arrivedAwsSpanHours in which spans of AWS began that the archive tells of
 * @param pendingDays of Map Runs that the lake has already of children read just now that never
 *     began
 * @param records what it held, with the tables' rows of these hours
 */
public record Reading(
    boolean isFirst,
    ReadRequest request,
    ParsedRows parsed,
    ArrivedInvocations invocations,
    ArchiveAccount totals,
    HourSet hours,
    HourSet traced,
    HourSet unread,
    UnfinishedRun unfinished,
    HourSet awsSpanHours,
    HourSet arrivedAwsSpanHours,
    DaySet pendingDays,
    Records records) {

  /** Whether traces can be others than they were. */
  public boolean changesTraces() {
    return !traced.isEmpty() || (!isFirst && totals.lambdaRecords() + totals.awsSpans() > 0);
  }
}

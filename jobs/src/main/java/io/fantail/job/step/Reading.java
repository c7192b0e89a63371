package io.fantail.job.step;

import io.fantail.event.collected.ParsedRows;
import io.fantail.event.parse.ArchiveAccount;
import io.fantail.job.option.ReadRequest;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import org.jspecify.annotations.Nullable;

/**
 * An archive that was read, and is not written yet.
 *
 * @param days that its events and Lambda records are of; null when there are none
 * @param affected days whose rows of the tables it may change
 * @param continuedDays of these: on which executions and Map Runs began that it goes on to tell of
 * @param records what it held, with the tables' rows of the days that it touches
 */
public record Reading(
    ReadRequest request,
    ParsedRows parsed,
    InvocationStage invocations,
    ArchiveAccount totals,
    @Nullable DayRange days,
    DaySet affected,
    DaySet continuedDays,
    Records records) {

  /**
   * Returns the days whose traces can have changed: of the dates that were asked for, and those on
   * which executions began that go on in them.
   */
  public DaySet changedDays() {
    DaySet ofRecords =
        days == null
            ? DaySet.NONE
            : DaySet.of(days).widenedBy(request.lookbackDays()).intersectedWith(request.days());
    return ofRecords.plus(continuedDays);
  }
}

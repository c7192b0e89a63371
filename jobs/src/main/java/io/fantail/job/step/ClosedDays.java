package io.fantail.job.step;

import io.fantail.job.change.ClosedExecutions;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.Session;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Retained;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Keeps a command from days of which {@code maintain --keep-days} deleted rows of tables that are
 * made from each other: made again without these, their other rows would say less than they did.
 */
public final class ClosedDays {
  private final Session session;
  private final Retained retained;

  public ClosedDays(Session session) {
    this.session = session;
    this.retained = session.lake().retained();
  }

  HourSet openHours() {
    return retained.openHours();
  }

  /**
   * Leaves closed days out of what an archive is read for.
   *
   * @throws JobException when no other day was asked for
   */
  public ReadRequest openOf(ReadRequest request) {
    LocalDate closedBefore = retained.closedBefore();
    if (closedBefore == null) {
      return request;
    }
    openOf(request.days());
    return request.notBefore(closedBefore);
  }

  /**
   * The days of these whose traces may be made again.
   *
   * @throws JobException when there is none
   */
  public DaySet openOf(DayRange days) {
    return checked(days, retained.openDays());
  }

  /**
   * The days of these whose reports may be made again.
   *
   * @throws JobException when there is none
   */
  public DaySet reportedOf(DayRange days) {
    return checked(days, retained.reportedDays());
  }

  /** The days of these whose reports may be made again; there may be none. */
  public DaySet reportedOf(DaySet days) {
    return retained.reportedOf(days);
  }

  private DaySet checked(DayRange days, DaySet allowed) {
    DaySet left = allowed.intersectedWith(days);
    if (left.isEmpty()) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "The lake is closed before %s, as 'maintain --keep-days' has deleted rows of earlier days: %s cannot be made again there. Read the archive of these days into another lake."
              .formatted(allowed.first(), days.inWords()));
    }
    if (days.from().isBefore(allowed.first()) && !days.from().equals(DayRange.ALL.from())) {
      session
          .progress()
          .note(
              "Days before "
                  + allowed.first()
                  + " are left as they are: 'maintain --keep-days' has deleted rows of them.");
    }
    return left;
  }

  /** Says what of an archive has come too late. */
  void note(ClosedExecutions closed) {
    if (closed.count() > 0) {
      session
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "Left out: what the archive has of %,d executions that began before %s, as 'maintain --keep-days' has deleted rows of those days.",
                  closed.count(),
                  retained.closedBefore()));
    }
  }
}

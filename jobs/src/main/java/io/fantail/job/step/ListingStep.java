package io.fantail.job.step;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.job.ledger.Ledger;
import io.fantail.job.ledger.Unread;
import io.fantail.job.message.JobException;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.BeforeSpark;
import io.fantail.shape.Table;
import io.fantail.table.Tables;
import java.util.List;
import java.util.Locale;

/**
 * Finds what an archive has, and finds what the lake has not read of it. Nothing of that needs
 * Spark.
 */
public final class ListingStep {
  private final BeforeSpark before;
  private final ReadRequest request;
  private final boolean isTracing;
  private List<ArchiveObject> listed = List.of();
  private Unread unread = Unread.NOTHING;

  /** Of the table of what was read, when it was asked. */
  private long version;

  /** Whether a table has files and no log: only Spark can tell whether there ever was one. */
  private boolean isInDoubt;

  /**
   * @param isTracing whether traces are made of what is read
   */
  public ListingStep(BeforeSpark before, ReadRequest request, boolean isTracing) {
    this.before = before;
    this.request = request;
    this.isTracing = isTracing;
  }

  /**
   * Lists the archive, and asks the lake what it has read of that.
   *
   * @throws JobException when there is no object at all
   */
  public void look() {
    listed = new ObjectSource(before).objectsOf(request);
    find();
  }

  /** Whether the lake has read all of it, and no part has to be read again. */
  public boolean isNothingNew() {
    return unread.objects().isEmpty() && !isInDoubt;
  }

  /**
   * The objects that a run has to read, once no other job can write into the lake any more: one may
   * have read some of them since. A listing of a million is not kept.
   */
  public Unread take() {
    if (version != versionOfLedger()) {
      find();
    }
    Unread taken = unread;
    listed = List.of();
    unread = Unread.NOTHING;
    return taken;
  }

  private void find() {
    version = versionOfLedger();
    isInDoubt = false;
    Ledger ledger = new Ledger(before.lake());
    unread =
        request.isReread()
            ? new Unread(listed, version >= 0)
            : ledger.unread(listed, request.days(), isTracing);
    // What cannot be opened is a reject that the lake has, unless nothing was ever read.
    if (unread.hasNothingToOpen() && has(Tables.REJECTS)) {
      unread = Unread.NOTHING;
    }
    if (unread.objects().isEmpty()) {
      // A table that is damaged is said to be so all the same.
      Tables.BY_EXECUTION.forEach(this::has);
    }
    if (isNothingNew()) {
      before
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "Nothing is new: the lake has read the %,d objects that are listed. With --reread they are read again.",
                  listed.size()));
    }
  }

  private long versionOfLedger() {
    return before.lake().versionOf(Tables.INGESTED_FILES);
  }

  private boolean has(Table table) {
    return before
        .lake()
        .has(
            table,
            doubtful -> {
              isInDoubt = true;
              return false;
            });
  }
}

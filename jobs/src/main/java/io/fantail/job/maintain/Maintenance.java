package io.fantail.job.maintain;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.min;

import io.fantail.job.maintain.MaintainReport.Deleted;
import io.fantail.job.maintain.MaintainReport.Joined;
import io.fantail.job.maintain.MaintainReport.Vacuumed;
import io.fantail.job.session.Session;
import io.fantail.job.step.Rewritten;
import io.fantail.job.step.RunLog;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Retained;
import io.fantail.table.Tables;
import io.fantail.table.Upkeep;
import io.fantail.table.Upkeep.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Does the work: first days go, so that nothing is joined for nothing, and last the files that all
 * this leaves behind. Whatever it is stopped at, the next one goes on with.
 */
public final class Maintenance {
  private final Session session;
  private final Lake lake;
  private final Upkeep upkeep;
  private final MaintainRequest request;
  private final Set<Table> changed = new LinkedHashSet<>();

  public Maintenance(Session session, MaintainRequest request) {
    this.session = session;
    this.lake = session.lake();
    this.upkeep = new Upkeep(lake);
    this.request = request;
  }

  /** Does what was asked for, or only says it. */
  public MaintainReport run() {
    Retained before = lake.retained();
    Retention retention =
        Retention.of(request.keepDays(), request.today(), before, this::firstBehind);
    List<Deleted> deleted = deleted(retention);
    Retained left = changed.stream().anyMatch(Retention::closes) ? retention.retained() : before;
    if (!request.isDry() && !deleted.isEmpty()) {
      removeDays(retention, left);
    }
    List<Joined> joined = join();
    List<Vacuumed> vacuumed = vacuum();
    if (!request.isDry() && !changed.isEmpty()) {
      new RunLog(session).add(Rewritten.NOTHING, List.copyOf(changed));
    }
    return new MaintainReport(request, deleted, joined, vacuumed, left);
  }

  /** See {@link Retention#of}. */
  private LocalDate firstBehind(LocalDate day) {
    DaySet open = DaySet.from(day);
    if (!lake.has(Tables.EXECUTIONS)) {
      return day;
    }
    Dataset<Row> above =
        lake.read(Tables.EXECUTIONS, open)
            .select(
                explode(array(col("parent_execution_arn"), col("root_execution_arn")))
                    .as("execution_arn"))
            .distinct();
    Row first =
        lake.read(Tables.EXECUTIONS, DaySet.ALL.without(open))
            .join(above, new String[] {"execution_arn"}, "left_semi")
            .agg(min(Table.DAY))
            .head();
    return first.isNullAt(0) ? day : first.getAs(0);
  }

  private List<Deleted> deleted(Retention retention) {
    session.progress().begin("Deleting days");
    List<Deleted> deleted = new ArrayList<>();
    for (Map.Entry<Table, LocalDate> entry : retention.deletedBefore().entrySet()) {
      Table table = entry.getKey();
      List<Part> old =
          upkeep.parts(table).stream()
              .filter(part -> dayOf(part).isBefore(entry.getValue()))
              .toList();
      if (!old.isEmpty()) {
        deleted.add(
            new Deleted(
                table.name(),
                entry.getValue(),
                old.size(),
                old.stream().mapToInt(Part::files).sum(),
                bytes(old)));
        changed.add(table);
      }
    }
    return deleted;
  }

  /** Closes the days before anything of them is gone. */
  private void removeDays(Retention retention, Retained left) {
    if (!left.equals(lake.retained())) {
      upkeep.note(left);
    }
    for (Table table : changed) {
      LocalDate before = Objects.requireNonNull(retention.deletedBefore().get(table));
      upkeep.removeDays(table, DaySet.ALL.without(DaySet.from(before)));
    }
  }

  private List<Joined> join() {
    session.progress().begin("Joining files of closed days");
    List<Joined> joined = new ArrayList<>();
    for (Table table : Tables.ALL) {
      List<Part> worthwhile = upkeep.parts(table).stream().filter(this::isWorthwhile).toList();
      if (worthwhile.isEmpty()) {
        continue;
      }
      if (!upkeep.isKnownWhole(table)) {
        session
            .progress()
            .note("Files of " + table.name() + " are left: it has columns that are not its own.");
        continue;
      }
      changed.add(table);
      joined.add(join(table, worthwhile));
    }
    return joined;
  }

  private Joined join(Table table, List<Part> parts) {
    int after = 0;
    for (Part part : parts) {
      int files = FileSizes.filesOf(part.bytes());
      after += files;
      if (!request.isDry()) {
        upkeep.rearrange(part, RowOrder.of(table), files);
      }
    }
    return new Joined(
        table.name(),
        table.byDay() ? parts.size() : 0,
        parts.stream().mapToInt(Part::files).sum(),
        after,
        bytes(parts));
  }

  private boolean isWorthwhile(Part part) {
    boolean isDue =
        part.day() == null
            ? part.files() >= Upkeep.MANY_FILES
            : part.day().isBefore(request.closedBefore());
    return isDue && FileSizes.areWorthwhile(part.files(), part.bytes());
  }

  private List<Vacuumed> vacuum() {
    session.progress().begin("Deleting files of former versions");
    List<Vacuumed> vacuumed = new ArrayList<>();
    for (Table table : Tables.ALL) {
      if (lake.has(table)) {
        int files = upkeep.vacuum(table, request.retainHours(), request.isDry());
        vacuumed.add(new Vacuumed(table.name(), request.isDry() ? files : null));
      }
    }
    return vacuumed;
  }

  private static LocalDate dayOf(Part part) {
    return Objects.requireNonNull(part.day(), "a table without days");
  }

  private static long bytes(List<Part> parts) {
    return parts.stream().mapToLong(Part::bytes).sum();
  }
}

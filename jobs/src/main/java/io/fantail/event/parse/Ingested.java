package io.fantail.event.parse;

import io.fantail.shape.ColumnsOf;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Shape;
import io.fantail.shape.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An object that a run has read, as the table {@code ingested_files} shows it.
 *
 * @param from first day that was asked for when it was read; null: from the beginning
 * @param to first day that was not asked for any more; null: to the end
 * @param isTraced whether traces were made of what is in it
 */
public record Ingested(
    FinishedObject object,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    boolean isTraced,
    String runId,
    Instant at) {
  public static final Table TABLE =
      new Table(
          "ingested_files",
          "An object of an archive that was read.",
          ColumnsOf.shape(Shape.writtenOnly(Ingested::columns)),
          false,
          false);

  /** The columns. Nothing is read back into values: the table is only compared with a listing. */
  public static void columns(Fields<Ingested> fields) {
    fields.text("path", "Address of the object.", one -> one.object.uri());
    fields.whole("bytes", "What it takes in storage.", one -> one.account().bytes());
    fields.timeOrNull(
        "modified_at", "When it was written, as the store says.", one -> one.object.modifiedAt());
    fields.textOrNull("etag", "Its ETag, where the store gives one.", one -> one.object.etag());
    fields.text("run_id", "The run that read it.", Ingested::runId);
    fields.whole("records", "Records that were found in it.", one -> one.account().records());
    fields.whole("rejects", "Of these, what could not be read.", one -> one.account().rejects());
    fields.whole(
        "outside",
        "Of these, good ones outside the dates that were asked for.",
        one -> one.account().outside());
    fields.timeOrNull("first_at", "Earliest time of its records.", one -> one.account().firstAt());
    fields.timeOrNull("last_at", "Latest time of its records.", one -> one.account().lastAt());
    fields
        .column("from_day", "First day that was asked for; null: from the beginning.")
        .fieldOrNull(FieldType.DAY, Ingested::from);
    fields
        .column("to_day", "First day that was not asked for any more; null: to the end.")
        .fieldOrNull(FieldType.DAY, Ingested::to);
    fields.flag("is_traced", "Whether the run made traces of it, too.", Ingested::isTraced);
    fields.time("ingested_at", "When the run began.", Ingested::at);
  }

  private ArchiveAccount account() {
    return object.account();
  }
}

package io.fantail.event;

import io.fantail.shape.Fields;
import io.fantail.spark.GroupKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A child of a Map Run that had not begun when the Map Run ended, as a row of {@code
 * PENDING_n.json} tells of it, which a ResultWriter exports. Such a row has {@code Input}, {@code
 * InputDetails} and {@code Status}, and neither a name nor an ARN: nothing but its place in the
 * export tells it from others. See "ResultWriter" in the Step Functions Developer Guide.
 *
 * @param mapRunId last part of the ARN of the Map Run, after which the folder is named
 * @param redrive how often the Map Run had been redriven when it wrote the export; every redrive
 *     writes one of its own
 * @param exportNumber the n of {@code PENDING_n.json}
 * @param row place among the rows of the object, from 0
 * @param items that the child was to take; null where nothing tells
 * @param sourceFile the object
 */
public record PendingChild(
    String mapRunId,
    int redrive,
    int exportNumber,
    long row,
    @Nullable Integer items,
    @Nullable String input,
    String sourceFile)
    implements ParsedRecord {
  @Override
  public @Nullable Instant at() {
    return null;
  }

  @Override
  public Outcome outcome() {
    return Outcome.PENDING_CHILD;
  }

  /** The same for all copies of the row. */
  public String key() {
    return GroupKey.of(mapRunId, redrive, exportNumber, row);
  }

  /** The fields, as the table {@code pending_children} shows them. */
  public static PendingChild shape(Fields<PendingChild> fields) {
    return new PendingChild(
        fields.text(
            "map_run_id",
            "Last part of the ARN of its Map Run, after which the folder of the export is named.",
            PendingChild::mapRunId),
        fields.integer(
            "redrive",
            "How often the Map Run had been redriven when it wrote the export.",
            PendingChild::redrive),
        fields.integer(
            "export_number", "The n of the object's name, PENDING_n.", PendingChild::exportNumber),
        fields.whole("row", "Its place among the rows of the object, from 0.", PendingChild::row),
        fields.integerOrNull(
            "items",
            "How many items it was to take; null where nothing tells.",
            PendingChild::items),
        fields.payload("input", "What it was to take.", PendingChild::input),
        fields.text(
            "source_file", "Address of the object in the archive.", PendingChild::sourceFile));
  }
}

package io.fantail.report.item;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An item to run again: a row of the table {@code failed_items}. */
public record FailedItem(
    @Nullable String mapRunArn,
    @Nullable String mapRunLink,
    @Nullable String executionArn,
    @Nullable String sourceFile,
    @Nullable Long sourceRow,
    @Nullable Integer index,
    @Nullable String key,
    @Nullable String item,
    ItemStatus status,
    @Nullable String error,
    @Nullable String fingerprint,
    int attempts,
    boolean isSuspect,
    @Nullable Boolean isRedrivable,
    LocalDate day) {
  public static final RecordTable<FailedItem> TABLE =
      RecordTable.of(
          "failed_items",
          "An item of a child of a Distributed Map that failed, timed out, was aborted or never ran.",
          Shape.writtenOnly(FailedItem::columns),
          "The UTC day on which the child started; of one that never ran, on which the parent of its"
              + " Map Run did.");

  private static void columns(Fields<FailedItem> fields) {
    fields.textOrNull(
        "map_run_arn",
        "The Map Run of the child; null where it is not known.",
        FailedItem::mapRunArn);
    fields.textOrNull(
        "map_run_link",
        "What that rests on, as executions has it; of a child that never ran result_writer, as"
            + " the folder of the export has the id of its Map Run.",
        FailedItem::mapRunLink);
    fields.textOrNull(
        "execution_arn",
        "The child that took the item; null for one that never ran, as it has no ARN.",
        FailedItem::executionArn);
    fields.textOrNull(
        "source_file",
        "Of a child that never ran, the PENDING file of its Map Run that says so.",
        FailedItem::sourceFile);
    fields
        .column("source_row", "Its row in that file, from 0.")
        .fieldOrNull(FieldType.WHOLE, FailedItem::sourceRow);
    fields.integerOrNull(
        "item_index",
        "The place of the item among those of its child, from 0; null where nothing tells how many"
            + " these are.",
        FailedItem::index);
    fields.textOrNull(
        "item_key",
        "The key of an S3 object (s3://BUCKET/KEY where the item has its bucket), or the item's own"
            + " id; null where none is certain.",
        FailedItem::key);
    fields.textOrNull(
        "item",
        "The item as the child got it, in JSON; null where the payload policy kept no whole one.",
        FailedItem::item);
    fields.text(
        "status",
        "How the child ended: FAILED, TIMED_OUT, ABORTED, or NEVER_RAN.",
        one -> one.status.name());
    fields.textOrNull(
        "error",
        "The name of the error that ended the child; null where nothing tells it.",
        FailedItem::error);
    fields.textOrNull(
        "fingerprint", "That of the failure, as errors has it.", FailedItem::fingerprint);
    fields.integer(
        "attempts", "How many attempts of the child's tasks failed.", FailedItem::attempts);
    fields.flag(
        "is_suspect",
        "Whether it is one of a batch of which nothing says which items failed; of a child that never"
            + " ran, whether its Map Run was redriven since, and nothing says if it ran then.",
        FailedItem::isSuspect);
    fields
        .column(
            "is_redrivable",
            "Whether a redrive of the parent execution, within 14 days of its end, runs it again;"
                + " null where nothing tells.")
        .fieldOrNull(FieldType.FLAG, FailedItem::isRedrivable);
  }
}

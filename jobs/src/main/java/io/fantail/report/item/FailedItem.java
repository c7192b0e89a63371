package io.fantail.report.item;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.span.ExecutionStatus;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An item to run again: a row of the table {@code failed_items}. */
public record FailedItem(
    @Nullable String mapRunArn,
    String executionArn,
    @Nullable Integer index,
    @Nullable String key,
    @Nullable String item,
    ExecutionStatus status,
    @Nullable String error,
    @Nullable String fingerprint,
    int attempts,
    boolean isSuspect,
    @Nullable Boolean isRedrivable,
    LocalDate day) {
  public static final RecordTable<FailedItem> TABLE =
      RecordTable.of(
          "failed_items",
          "An item of a child of a Distributed Map that failed, timed out or was aborted.",
          Shape.writtenOnly(FailedItem::columns),
          "The UTC day on which the child started.");

  private static void columns(Fields<FailedItem> fields) {
    fields.textOrNull(
        "map_run_arn",
        "The Map Run of the child; null where it is not known.",
        FailedItem::mapRunArn);
    fields.text("execution_arn", "The child that took the item.", FailedItem::executionArn);
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
        "status", "How the child ended: FAILED, TIMED_OUT or ABORTED.", one -> one.status.name());
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
        "Whether it is one of a batch of which nothing says which items failed.",
        FailedItem::isSuspect);
    fields
        .column(
            "is_redrivable",
            "Whether a redrive of the parent execution, within 14 days of its end, runs it again;"
                + " null where nothing tells.")
        .fieldOrNull(FieldType.FLAG, FailedItem::isRedrivable);
  }
}

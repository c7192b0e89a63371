package io.fantail.report.item;

import io.fantail.event.MapRunArn;
import io.fantail.event.PendingChild;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.shape.Fields;
import io.fantail.spark.GroupKey;
import org.jspecify.annotations.Nullable;

/**
 * What one task knows of failed items: a Map Run, a child of it that failed, or one that never
 * began. Exactly one of the last three is there.
 *
 * @param mapRunId last part of the Map Run's ARN; null for a child whose Map Run is not known
 * @param mapRunArn null the same, and for a child that never began
 * @param mapRunLink the word for what the link of a failed child rests on; else null
 * @param executionArn of the failed child; else null
 */
public record ItemPart(
    @Nullable String mapRunId,
    @Nullable String mapRunArn,
    @Nullable String mapRunLink,
    @Nullable String executionArn,
    @Nullable RunOfItems run,
    @Nullable NeverRunChild neverRun,
    @Nullable FailedChild failed) {

  static ItemPart of(String mapRunArn, RunOfItems run) {
    return new ItemPart(MapRunArn.idOf(mapRunArn), mapRunArn, null, null, run, null, null);
  }

  static ItemPart of(ReportedExecution child, FailedChild failed) {
    String arn = child.mapRunArn();
    return new ItemPart(
        arn == null ? null : MapRunArn.idOf(arn),
        arn,
        child.mapRunLink(),
        child.key().executionArn(),
        null,
        null,
        failed);
  }

  /** A child that never began. */
  public static ItemPart of(PendingChild child) {
    return new ItemPart(child.mapRunId(), null, null, null, null, NeverRunChild.of(child), null);
  }

  public static ItemPart shape(Fields<ItemPart> fields) {
    return new ItemPart(
        fields.textOrNull(ItemPart::mapRunId),
        fields.textOrNull(ItemPart::mapRunArn),
        fields.textOrNull(ItemPart::mapRunLink),
        fields.textOrNull(ItemPart::executionArn),
        fields.recordOrNull(ItemPart::run, RunOfItems::shape),
        fields.recordOrNull(ItemPart::neverRun, NeverRunChild::shape),
        fields.recordOrNull(ItemPart::failed, FailedChild::shape));
  }

  /**
   * The key by which parts are sorted: Map Runs of one id before the children that never began, and
   * these before those that failed.
   */
  public String sortKey() {
    return neverRun == null
        ? GroupKey.of(mapRunId, run == null ? 2 : 0, mapRunArn, executionArn)
        : GroupKey.of(mapRunId, 1, neverRun.sortKey());
  }
}

package io.fantail.report.item;

import io.fantail.event.PendingChild;
import io.fantail.shape.Fields;

/**
 * A child that had not begun when its Map Run ended, as an export of results tells.
 *
 * @param redrive how often the Map Run had been redriven then
 * @param exportNumber that of the object
 * @param row its place among the rows of the object, from 0
 */
record NeverRunChild(
    int redrive, int exportNumber, long row, String sourceFile, ItemsOfChild items) {

  static NeverRunChild of(PendingChild child) {
    return new NeverRunChild(
        child.redrive(),
        child.exportNumber(),
        child.row(),
        child.sourceFile(),
        ItemsOfChild.unnamed(child.input(), child.items()));
  }

  /** Sorts those of the last redrive first: the export of a redrive has all that still waited. */
  String sortKey() {
    return "%010d%010d%019d".formatted(Integer.MAX_VALUE - redrive, exportNumber, row);
  }

  /** Whether both are one row of one export, which may be there in copies. */
  boolean isCopyOf(NeverRunChild other) {
    return redrive == other.redrive && exportNumber == other.exportNumber && row == other.row;
  }

  static NeverRunChild shape(Fields<NeverRunChild> fields) {
    return new NeverRunChild(
        fields.integer(NeverRunChild::redrive),
        fields.integer(NeverRunChild::exportNumber),
        fields.whole(NeverRunChild::row),
        fields.text(NeverRunChild::sourceFile),
        fields.record(NeverRunChild::items, ItemsOfChild::shape));
  }
}

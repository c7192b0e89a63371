package io.fantail.report.warning;

import io.fantail.shape.Fields;

/**
 * What children of one Map Run were given, in one task: some 45 bytes for each.
 *
 * @param parents what the ARNs of nearly all of them begin with
 * @param hashes of the items of each child
 * @param names of the children in the same order, as what follows in their ARNs, or else the whole
 *     ARN, each in a line
 */
@SuppressWarnings("ArrayRecordComponent") // never written into, never compared as a whole
record GivenItems(String parents, long[] hashes, String names) {
  static final GivenItems NONE = new GivenItems("", new long[0], "");

  static GivenItems shape(Fields<GivenItems> fields) {
    return new GivenItems(
        fields.text(GivenItems::parents),
        fields.wholeList(GivenItems::hashes),
        fields.text(GivenItems::names));
  }
}

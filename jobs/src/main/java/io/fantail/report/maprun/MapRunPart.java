package io.fantail.report.maprun;

import io.fantail.shape.Fields;
import io.fantail.spark.GroupKey;
import io.fantail.spark.Keys;
import org.jspecify.annotations.Nullable;

/**
 * What one task knows of a Map Run: the span of its parent, what its children came to, or the
 * children of one minute; the others are null.
 *
 * @param minute which minute it is, since 1970
 */
public record MapRunPart(
    String mapRunArn,
    @Nullable MapRunSpan span,
    @Nullable Children children,
    long minute,
    @Nullable Minute ofMinute) {

  static MapRunPart of(MapRunSpan span) {
    return new MapRunPart(span.mapRunArn(), span, null, 0, null);
  }

  static MapRunPart of(String mapRunArn, Children children) {
    return new MapRunPart(mapRunArn, null, children, 0, null);
  }

  static MapRunPart of(String mapRunArn, long minute, Minute ofMinute) {
    return new MapRunPart(mapRunArn, null, null, minute, ofMinute);
  }

  public static MapRunPart shape(Fields<MapRunPart> fields) {
    return new MapRunPart(
        fields.text(MapRunPart::mapRunArn),
        fields.recordOrNull(MapRunPart::span, MapRunSpan::shape),
        fields.recordOrNull(MapRunPart::children, Children::shape),
        fields.whole(MapRunPart::minute),
        fields.recordOrNull(MapRunPart::ofMinute, Minute::shape));
  }

  /**
   * The key by which parts are sorted: those of one Map Run together, its spans and children before
   * its minutes, and these in the order of time.
   */
  public String sortKey() {
    return Keys.ordered(GroupKey.of(mapRunArn), minute, ofMinute == null ? 0 : 1);
  }
}

package io.fantail.span;

import io.fantail.event.DescriptionSource;
import io.fantail.shape.Fields;

/**
 * The Map Run that an execution is a child of, as an answer of the API names it.
 *
 * @param source the most trusted of the answers that name it
 */
public record MapRunMembership(String mapRunArn, DescriptionSource source) {
  private static final DescriptionSource[] SOURCES = DescriptionSource.values();

  public static MapRunMembership shape(Fields<MapRunMembership> fields) {
    return new MapRunMembership(
        fields.text(MapRunMembership::mapRunArn),
        fields.constant(SOURCES, MapRunMembership::source));
  }
}

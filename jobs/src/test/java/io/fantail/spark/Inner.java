package io.fantail.spark;

import io.fantail.shape.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record within another one, which minds what it is made of.
 *
 * @param name not empty
 */
record Inner(String name, @Nullable Integer size, List<String> tags) {
  static final Inner USUAL = new Inner("usual", null, List.of());

  Inner {
    tags = List.copyOf(tags);
    if (name.length() > 1_000) {
      throw new IllegalArgumentException(name);
    }
  }

  static Inner shape(Fields<Inner> fields) {
    return new Inner(
        fields.column("name", "Its name.").text(Inner::name),
        fields.column("size", "Its size.").integerOrNull(Inner::size),
        fields.column("tags", "Its tags.").textList(Inner::tags));
  }

  /** The same in columns of other names. */
  static Inner otherShape(Fields<Inner> fields) {
    return new Inner(
        fields.column("other_name", "Its name.").text(Inner::name),
        fields.column("other_size", "Its size.").integerOrNull(Inner::size),
        fields.column("other_tags", "Its tags.").textList(Inner::tags));
  }

  /** The same in columns of names that are others again. */
  static Inner usualShape(Fields<Inner> fields) {
    return new Inner(
        fields.column("usual_name", "Its name.").text(Inner::name),
        fields.column("usual_size", "Its size.").integerOrNull(Inner::size),
        fields.column("usual_tags", "Its tags.").textList(Inner::tags));
  }
}

package io.fantail.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.shape.Table;
import io.fantail.text.ProgramVersion;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.sql.delta.actions.Metadata;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Which layout of tables a table has, by two properties in its log: a number, and the version of
 * the program that first wrote that layout. A version reads all layouts up to its own, and brings a
 * table up to it when it writes; a table without a number is of a version before 2.
 */
public final class TableLayout {
  /**
   * To be raised by the first version that gives tables other columns, or other meanings, than the
   * last released one: a test notices.
   */
  static final int NUMBER = 2;

  static final String LAYOUT = "fantail.layout";
  static final String VERSION = "fantail.version";

  private TableLayout() {}

  /**
   * Refuses a table of a later layout.
   *
   * @throws LakeException when it is one
   */
  static void check(Table table, Metadata present) {
    check(table, name -> textOf(present, name));
  }

  /** The same, of the properties by their names. */
  public static void check(Table table, Function<String, @Nullable String> properties) {
    int layout = layoutOf(properties.apply(LAYOUT));
    if (layout > NUMBER) {
      throw new LakeException(
          "The table %s was written by Fantail %s (layout %d), which is newer than this one, %s (layout %d).\n"
                  .formatted(
                      table.name(),
                      Objects.requireNonNullElse(
                          properties.apply(VERSION), "of an unknown version"),
                      layout,
                      ProgramVersion.NUMBER,
                      NUMBER)
              + "Use that version or a later one for this lake.");
    }
  }

  /** Says in the properties of a table that it has this version's layout from now on. */
  static void declare(Metadata present, ObjectNode properties) {
    if (layoutOf(textOf(present, LAYOUT)) < NUMBER) {
      properties.put(LAYOUT, String.valueOf(NUMBER));
      properties.put(VERSION, ProgramVersion.NUMBER);
    }
  }

  private static int layoutOf(@Nullable String number) {
    return number != null && number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }

  private static @Nullable String textOf(Metadata present, String property) {
    Option<String> text = present.configuration().get(property);
    return text.isEmpty() ? null : text.get();
  }
}

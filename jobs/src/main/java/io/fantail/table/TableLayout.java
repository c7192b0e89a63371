package io.fantail.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.shape.Table;
import io.fantail.text.ProgramVersion;
import org.apache.spark.sql.delta.actions.Metadata;
import scala.Option;

/**
 * Which layout of tables a table has, by two properties in its log: a number, and the version of
 * the program that first wrote that layout. A version reads all layouts up to its own, and brings a
 * table up to it when it writes; a table without a number is of a version before 2.
 */
final class TableLayout {
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
    int layout = layoutOf(present);
    if (layout > NUMBER) {
      throw new LakeException(
          "The table %s was written by Fantail %s (layout %d), which is newer than this one, %s (layout %d).\n"
                  .formatted(
                      table.name(),
                      textOf(present, VERSION, "of an unknown version"),
                      layout,
                      ProgramVersion.NUMBER,
                      NUMBER)
              + "Use that version or a later one for this lake.");
    }
  }

  /** Says in the properties of a table that it has this version's layout from now on. */
  static void declare(Metadata present, ObjectNode properties) {
    if (layoutOf(present) < NUMBER) {
      properties.put(LAYOUT, String.valueOf(NUMBER));
      properties.put(VERSION, ProgramVersion.NUMBER);
    }
  }

  private static int layoutOf(Metadata present) {
    String number = textOf(present, LAYOUT, "0");
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }

  private static String textOf(Metadata present, String property, String otherwise) {
    Option<String> text = present.configuration().get(property);
    return text.isEmpty() ? otherwise : text.get();
  }
}

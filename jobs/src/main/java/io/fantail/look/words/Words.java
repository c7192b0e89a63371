package io.fantail.look.words;

import java.util.List;
import org.apache.spark.sql.Row;

/** Where the words of a screen go: onto a terminal, or into parts that a page lays out. */
public interface Words {

  /** A sentence under no heading, before all others. */
  void plain(String sentence);

  /** A heading with its first sentence beside it. */
  void begin(String heading, String sentence);

  /** The same, which belongs to what was said before. */
  void next(String heading, String sentence);

  /** One more sentence under the same heading. */
  void next(String sentence);

  /**
   * A heading above rows.
   *
   * @param rest what stands behind it, such as units
   */
  void title(String heading, String rest);

  /** A line of a list. */
  void item(String text);

  /**
   * The names of the cells of the items that follow.
   *
   * @param line all of them, as they stand above lines of a terminal
   */
  void columns(List<String> names, String line);

  /**
   * The same in cells.
   *
   * @param line all of them, as a terminal has them
   */
  void item(ScreenPart.Item item, String line);

  /**
   * The same.
   *
   * @param line all but the last, as a terminal has them
   * @param last which a terminal cuts to what is left of the line
   */
  void item(ScreenPart.Item item, String line, String last);

  /**
   * The same of a line that can be copied: a terminal does not wrap it.
   *
   * @param line all of it with its ARN, as a terminal has it
   */
  void copied(ScreenPart.Item item, String line);

  /** A command that can be copied. */
  void copied(String command);

  /** The same, with what it is for. */
  void copied(String command, String comment);

  /**
   * Rows under the names of their columns.
   *
   * @param mostChars longer texts are cut on a terminal
   */
  void table(List<String> columns, List<Row> rows, int mostChars);

  /** Whether a line of a list has room for so many characters, and for some words behind them. */
  boolean hasRoomFor(int chars);
}

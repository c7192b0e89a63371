package io.fantail.notebook;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cell of a notebook, by the magic that it begins with. */
sealed interface Cell {
  /** A magic stands alone on the first line that is not blank, with its flags. */
  Pattern MAGIC = Pattern.compile("\\A\\s*%%(\\w+)[ \\t]*([^\\n]*)(?:\\n|\\z)");

  /** A statement for Spark. */
  record Sql(SqlFlags flags, String statement) implements Cell {}

  /** Settings for a cluster's session, which mean nothing to ours. */
  record Configuration() implements Cell {}

  /** A cell in which nothing is written. */
  record Empty() implements Cell {}

  /**
   * Tells what a cell is.
   *
   * @throws CellMistake when it is of a language that is not spoken here
   */
  static Cell of(String source) {
    String text = source.replace("\r\n", "\n").replace('\r', '\n');
    if (text.isBlank()) {
      return new Empty();
    }
    Matcher magic = MAGIC.matcher(text);
    if (!magic.lookingAt()) {
      throw new CellMistake("A cell begins with %%sql here: this kernel speaks SQL only.");
    }
    String words = magic.group(2).strip();
    return switch (magic.group(1).toLowerCase(Locale.ROOT)) {
      case "configure" -> new Configuration();
      case "sql" -> {
        SqlFlags flags = words.isEmpty() ? SqlFlags.of() : SqlFlags.of(words.split("\\s+", -1));
        yield new Sql(flags, statement(text.substring(magic.end())));
      }
      default ->
          throw new CellMistake(
              "This kernel speaks SQL only: it knows %%sql and %%configure, not %%"
                  + magic.group(1)
                  + ".");
    };
  }

  private static String statement(String text) {
    String statement = text.strip();
    if (statement.isEmpty()) {
      throw new CellMistake("There is no SQL below %%sql.");
    }
    return statement;
  }
}

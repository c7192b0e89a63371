package io.fantail.job.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repeats what Spark says of SQL that it does not understand, without plans and error classes. */
public final class SqlMistake {
  private static final Pattern ERROR_CLASS = Pattern.compile("^\\s*\\[[A-Z0-9_.]+\\]\\s*");

  private static final Pattern POSITION =
      Pattern.compile(";?\\s*\\(?\\bline (\\d+),? pos (\\d+)\\)?;?");

  private static final Pattern ADVICE_ON_CATALOGS =
      Pattern.compile("\\s*(Verify the spelling|If you did not qualify|To tolerate).*");

  private SqlMistake() {}

  /** Returns one sentence with the place in the SQL. */
  public static String inWords(String message) {
    Matcher position = POSITION.matcher(message);
    String where =
        position.find()
            ? " (line "
                + position.group(1)
                + ", column "
                + (1 + Integer.parseInt(position.group(2)))
                + ")"
            : "";
    String first = message.strip().lines().findFirst().orElse("");
    String text = ERROR_CLASS.matcher(first).replaceFirst("");
    text = ADVICE_ON_CATALOGS.matcher(POSITION.matcher(text).replaceAll("")).replaceFirst("");
    text = text.strip().replaceFirst("[.;:]+$", "");
    return text + where + ".";
  }
}

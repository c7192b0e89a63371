package io.fantail.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of {@code conf/sql}, as somebody has it in front of him. */
record EngineFile(String text) {
  private static final String LAKE = "s3://BUCKET/fantail/lake";

  /** The statements of tables that need not be there. */
  private static final Pattern OPTIONAL =
      Pattern.compile("(?s)(?<=take the dashes away\\.\n).*?(?=\n\n)");

  /** The file with dashes taken away, of a lake that has all tables. */
  static EngineFile of(String name, Path lake) {
    try {
      String text = Files.readString(Commands.REPOSITORY.resolve("conf/sql").resolve(name));
      return new EngineFile(
          OPTIONAL
              .matcher(text)
              .replaceAll(
                  tables -> Matcher.quoteReplacement(tables.group().replaceAll("(?m)^-- ", "")))
              .replace(LAKE, lake.toString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Its statements, without what is said between them. */
  List<String> statements() {
    return Stream.of(text.split(";\n", -1))
        .map(statement -> statement.replaceAll("(?m)^--.*\n?", "").strip())
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}

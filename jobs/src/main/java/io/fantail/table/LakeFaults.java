package io.fantail.table;

import io.fantail.shape.Table;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/** Says of a failure of Spark's or Delta's what is wrong with which table, and what helps. */
public final class LakeFaults {
  private static final List<String> INGESTED =
      List.of(
          Tables.EVENTS.name(),
          Tables.LAMBDA_INVOCATIONS.name(),
          Tables.DESCRIPTIONS.name(),
          Tables.PENDING_CHILDREN.name(),
          Tables.AWS_SPANS.name());
  private static final List<String> TRACED = List.of(Tables.EXECUTIONS.name(), Tables.SPANS.name());

  private static final String NAMES =
      Tables.ALL.stream().map(Table::name).collect(Collectors.joining("|"));

  /** The folder of a table. */
  private static final Pattern TABLE = Pattern.compile("/(" + NAMES + ")(?![\\w/])");

  /** A file of a table, with the table and the day; or one of its log. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:[a-z0-9]+:)?/[^\\s,;'\"]*/("
              + NAMES
              + ")/(?:day=(\\d{4}-\\d\\d-\\d\\d)/)?(_delta_log(?:/[^\\s/,;'\"]+)?|[^\\s/,;'\"]+\\.parquet)");

  private LakeFaults() {}

  /** Why a folder cannot be listed, without the names of classes. */
  public static String reasonOf(Throwable failure) {
    List<Throwable> chain = chainOf(failure);
    String message = messageOf(failure).lines().findFirst().orElse("");
    return isDenied(chain) ? "access is denied" : message;
  }

  /** Null where the failure is none of a table's files. */
  public static @Nullable String explain(Throwable failure) {
    List<Throwable> chain = chainOf(failure);
    for (Throwable cause : chain) {
      if (cause instanceof LakeException) {
        return cause.getMessage();
      }
    }
    if (isNewer(chain)) {
      return newer(chain);
    }
    Matcher file = fileOf(chain);
    if (file == null) {
      return null;
    }
    String table = file.group(1);
    String day = file.group(2);
    String what = whatIsWrong(chain, file.group(), table);
    if (what == null || isDenied(chain)) {
      return what;
    }
    return what + "\n" + makeAgain(table, day);
  }

  private static @Nullable String whatIsWrong(List<Throwable> chain, String file, String table) {
    if (isDenied(chain)) {
      return "The table "
          + table
          + " cannot be read: access to "
          + file
          + " is denied.\nCheck the right to list and to read there.";
    } else if (isMissing(chain)) {
      return "A file of the table " + table + " is missing: " + file + ".";
    } else if (isDamaged(chain)) {
      return "A file of the table "
          + table
          + " is damaged: "
          + file
          + " does not hold what was written.";
    }
    return null;
  }

  private static String newer(List<Throwable> chain) {
    return "The table "
        + chain.stream()
            .map(cause -> TABLE.matcher(messageOf(cause)))
            .filter(Matcher::find)
            .map(table -> table.group(1) + " ")
            .findFirst()
            .orElse("")
        + "was written by a newer version of Delta than this one can read.\n"
        + "Use the version that wrote it.";
  }

  /**
   * What brings a table back.
   *
   * @param day of its file; null where it is not of one day
   */
  public static String makeAgain(String table, @Nullable String day) {
    String dates =
        day == null ? "" : " --from " + day + " --to " + LocalDate.parse(day).plusDays(1);
    String restore = "Restore it from a backup or an earlier version of the object, or ";
    if (day == null) {
      return restore
          + "delete the folder "
          + table
          + " of the lake and make the table again: "
          + (INGESTED.contains(table) || table.equals(Tables.REJECTS.name())
              ? "'run' over the whole archive."
              : TRACED.contains(table) ? "'trace', then 'report'." : again(table, ""));
    }
    return restore
        + "make the day again: "
        + (INGESTED.contains(table)
            ? "'run --archive URI" + dates + " --afresh'."
            : TRACED.contains(table)
                ? "'trace" + dates + "', then 'report" + dates + "'."
                : again(table, dates));
  }

  private static String again(String table, String dates) {
    return table.equals(Tables.RUNS.name())
        ? "the next run begins it anew, without the rows of former runs."
        : "'report" + dates + "'.";
  }

  private static boolean isDenied(List<Throwable> chain) {
    return chain.stream()
        .anyMatch(
            cause ->
                cause instanceof AccessDeniedException
                    || cause instanceof AccessControlException
                    || messageOf(cause).contains("(Permission denied)"));
  }

  private static boolean isNewer(List<Throwable> chain) {
    return chain.stream()
        .map(LakeFaults::messageOf)
        .anyMatch(
            message ->
                message.contains("DELTA_INVALID_PROTOCOL_VERSION")
                    || message.contains("Mismatched minReaderVersion")
                    || message.contains("Mismatched minWriterVersion")
                    || message.contains("DELTA_UNSUPPORTED_FEATURES_FOR_READ")
                    || message.contains("DELTA_UNSUPPORTED_FEATURES_FOR_WRITE"));
  }

  private static boolean isMissing(List<Throwable> chain) {
    return chain.stream()
        .anyMatch(
            cause ->
                cause instanceof FileNotFoundException
                    || cause instanceof java.nio.file.NoSuchFileException
                    || cause.getClass().getSimpleName().equals("SparkFileNotFoundException"));
  }

  private static boolean isDamaged(List<Throwable> chain) {
    return chain.stream()
        .anyMatch(
            cause ->
                cause instanceof ChecksumException
                    || cause.getClass().getName().startsWith("org.apache.parquet.")
                    || messageOf(cause).contains("could not verify page integrity")
                    || messageOf(cause).contains("is not a Parquet file")
                    || messageOf(cause).contains("Encountered error while reading file")
                    || messageOf(cause).contains("Could not read footer"));
  }

  private static @Nullable Matcher fileOf(List<Throwable> chain) {
    for (Throwable cause : chain) {
      Matcher file = FILE.matcher(messageOf(cause));
      if (file.find()) {
        return file;
      }
    }
    return null;
  }

  private static String messageOf(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static List<Throwable> chainOf(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    Throwable next = failure;
    while (next != null && seen.add(next)) {
      chain.add(next);
      next = next.getCause();
    }
    return chain;
  }
}

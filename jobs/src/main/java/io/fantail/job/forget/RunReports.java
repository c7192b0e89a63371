package io.fantail.job.forget;

import static org.apache.spark.sql.functions.col;

import io.fantail.job.session.FolderInLake;
import io.fantail.table.Lake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files that commands on clusters leave in the lake: what they printed. */
record RunReports(Lake lake, ForgetTarget target, ForgottenRows forgotten) {
  private static final String FOLDER = "_runs";
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9_-]+");

  /** Deletes those that name what is forgotten, or only counts them. */
  int delete(boolean isDry) {
    FolderInLake folder = new FolderInLake(lake, FOLDER);
    List<Path> naming = new ArrayList<>();
    for (FileStatus file : folder.files()) {
      if (file.isFile() && isNaming(folder.with(files -> text(files, file.getPath())))) {
        naming.add(file.getPath());
      }
    }
    for (Path file : isDry ? List.<Path>of() : naming) {
      folder.with(files -> files.delete(file, false));
    }
    return naming.size();
  }

  private static String text(FileSystem fileSystem, Path file) throws IOException {
    try (InputStream in = fileSystem.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private boolean isNaming(String text) {
    boolean isMeant =
        target.key() == null
            ? text.contains(Objects.requireNonNull(target.arn()))
            : Pattern.compile(target.key().withValue()).matcher(text).find();
    Set<String> words = new TreeSet<>(Arrays.asList(BETWEEN_WORDS.split(text, -1)));
    return isMeant || !forgotten.identifiers().filter(col("word").isInCollection(words)).isEmpty();
  }
}

package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.session.TemporaryFolder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.apache.spark.deploy.SparkSubmit;

/**
 * Starts the program on one machine, as {@code jobs/fantail} does: help and mistakes in the options
 * are answered at once, before any class of Spark or Hadoop is loaded, and all else is handed to
 * Spark's own {@code SparkSubmit}.
 */
public final class Launch {
  private Launch() {}

  /**
   * Answers, or submits.
   *
   * @param words what {@code spark-submit} is given: its options, of which the last is {@code
   *     --class} with {@link Main}, the jar, and the arguments of the program
   */
  public static void main(String[] words) {
    int jar = Arrays.asList(words).indexOf(Main.class.getName()) + 1;
    String[] arguments = Arrays.copyOfRange(words, jar + 1, words.length);
    Clock clock = Clock.systemUTC();
    int exitCode =
        Main.answer(
            clock,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments);
    if (exitCode == Main.NOT_YET) {
      SparkSubmit.main(words);
      return;
    }
    new TemporaryFolder(Path.of(TemporaryFolder.ofJvm()), clock).giveUp();
    if (exitCode != ExitCode.DONE) {
      System.exit(exitCode);
    }
  }
}

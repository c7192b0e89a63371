package io.fantail.job.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.util.Properties;

/**
 * The versions that work together here, and which of them are known not to.
 *
 * @param delta null where there is none
 */
record Versions(String java, String spark, String scala, @Nullable String delta, String hadoop) {
  static final String CHECK = "versions";

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  static Versions here(SparkSession spark) {
    return new Versions(
        Runtime.version().toString(),
        spark.version(),
        Properties.versionNumberString(),
        deltaHere(),
        VersionInfo.getVersion());
  }

  private static @Nullable String deltaHere() {
    try {
      return io.delta.package$.MODULE$.VERSION();
    } catch (LinkageError missing) {
      return null;
    }
  }

  /** Says what they are, and then what is wrong with them. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    boolean isLine35 = isOfLine(spark, 3, 5);
    boolean isLine40 = isOfLine(spark, 4, 0);
    if (part(java, 0) != 17) {
      findings.add(
          Finding.warning(
              CHECK,
              "This is Java " + java + "; Fantail, Spark and EMR are tested together on 17.",
              "Point JAVA_HOME at a Java 17."));
    }
    if (!isLine35 && !isLine40) {
      findings.add(
          Finding.problem(
              CHECK,
              "Spark " + spark + " is neither of 3.5 nor of 4.0, for which Fantail is built.",
              "Use EMR 7.x, emr-spark-8.0 or jobs/fantail."));
    } else if (!scala.startsWith(isLine35 ? "2.12." : "2.13.")) {
      findings.add(
          Finding.problem(
              CHECK,
              "Spark " + spark + " is one for Scala " + scala + ", and this jar of Fantail is not.",
              "Use the Spark " + (isLine35 ? "3.5 for Scala 2.12." : "4.0 for Scala 2.13.")));
    }
    if (delta == null) {
      findings.add(
          Finding.problem(
              CHECK,
              "Delta is not on the class path.",
              "On EMR set delta.enabled to true (classification delta-defaults) and name delta-spark.jar and"
                  + " delta-storage.jar in --jars, as conf/emr/steps.json does."));
    } else {
      findings.addAll(withDelta(delta, isLine35, isLine40));
    }
    findings.add(0, Finding.ok(CHECK, inWords()));
    return findings;
  }

  private List<Finding> withDelta(String present, boolean isLine35, boolean isLine40) {
    boolean isDelta3 = part(present, 0) == 3;
    if ((isLine35 && !isDelta3) || (isLine40 && isDelta3)) {
      return List.of(
          Finding.problem(
              CHECK,
              "Delta " + present + " is not one for Spark " + spark + ".",
              "Spark 3.5 takes Delta 3.3, and Spark 4.0 the artifact delta-spark_4.0_2.13."));
    }
    if (isLine35 && part(spark, 2) >= 6 && !isAtLeast(present, 3, 3, 3)) {
      return List.of(
          Finding.warning(
              CHECK,
              "With Spark "
                  + spark
                  + " Delta "
                  + present
                  + " fails to replace a table as a whole (CREATE OR REPLACE TABLE AS SELECT, saveAsTable with"
                  + " overwrite; delta-io/delta#4671). Fantail does neither.",
              "For SQL of your own that does, use Delta 3.3.3."));
    }
    return List.of();
  }

  /**
   * Whether each object that is read leaves something in memory until the end (HADOOP-20058).
   *
   * @param inputStreamType as it is configured; null where the default holds
   */
  List<Finding> ofStreams(@Nullable String inputStreamType) {
    return !isAtLeast(hadoop, 3, 4, 3) || "classic".equals(inputStreamType)
        ? List.of()
        : List.of(
            Finding.warning(
                CHECK,
                "By default Hadoop "
                    + hadoop
                    + " keeps something in memory of each object on S3 that it reads (HADOOP-20058).",
                "Set spark.hadoop.fs.s3a.input.stream.type to classic."));
  }

  private String inWords() {
    return "Java "
        + java
        + ", Spark "
        + spark
        + ", Scala "
        + scala
        + ", Delta "
        + (delta == null ? "none" : delta)
        + ", Hadoop "
        + hadoop
        + ".";
  }

  private static boolean isOfLine(String version, int major, int minor) {
    return part(version, 0) == major && part(version, 1) == minor;
  }

  private static boolean isAtLeast(String version, int... parts) {
    for (int i = 0; i < parts.length; i++) {
      if (part(version, i) != parts[i]) {
        return part(version, i) > parts[i];
      }
    }
    return true;
  }

  /** A number of a version, such as of 3.5.6-amzn-2; 0 where it has fewer. */
  private static int part(String version, int index) {
    List<String> numbers = NUMBER.matcher(version).results().map(MatchResult::group).toList();
    return index < numbers.size() ? Integer.parseInt(numbers.get(index)) : 0;
  }
}

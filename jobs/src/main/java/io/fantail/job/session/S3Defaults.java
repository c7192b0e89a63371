package io.fantail.job.session;

import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;

/**
 * What Hadoop has to know of S3 before it is asked for an object, as far as nobody has configured
 * it: a cluster of EMR has, and keeps, its own.
 */
final class S3Defaults {
  private static final String OF_EMR = "com.amazon.ws.emr.hadoop.fs.EmrFileSystem";
  private static final String S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem";

  private S3Defaults() {}

  /** Adds what is missing. */
  static void addTo(Configuration hadoop) {
    addTo(hadoop, name -> hadoop.getClassByNameOrNull(name) != null);
  }

  /**
   * Adds what is missing where these classes are.
   *
   * @param exists tells by its name whether a class is there
   */
  static void addTo(Configuration hadoop, Predicate<String> exists) {
    // Each object that the stream of newer Hadoops reads keeps heap until the end (HADOOP-20058).
    hadoop.setIfUnset("fs.s3a.input.stream.type", "classic");
    if (hadoop.get("fs.s3.impl") == null && !exists.test(OF_EMR) && exists.test(S3A)) {
      hadoop.set("fs.s3.impl", S3A);
      // With this other interface Spark and Delta rename what they have written.
      hadoop.setIfUnset("fs.AbstractFileSystem.s3.impl", "org.apache.hadoop.fs.s3a.S3A");
    }
  }
}

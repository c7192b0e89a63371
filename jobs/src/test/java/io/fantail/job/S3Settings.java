package io.fantail.job;

import java.util.HashMap;
import java.util.Map;

/** Settings of Spark for the commands of a test, as {@code spark-defaults.conf} would have them. */
final class S3Settings implements AutoCloseable {
  private final Map<String, String> set = new HashMap<>();

  /** Tells commands in this JVM where their S3 is; keys they have to find as everywhere. */
  static S3Settings of(String endpoint) {
    S3Settings settings = new S3Settings();
    LocalS3.settings(endpoint).forEach((key, value) -> settings.set("spark.hadoop." + key, value));
    // As often as usual, but without the pauses.
    settings.set("spark.hadoop.fs.s3a.retry.interval", "5ms");
    settings.set("spark.hadoop.fs.s3a.retry.throttle.interval", "5ms");
    settings.set("aws.accessKeyId", LocalS3.ACCESS_KEY);
    settings.set("aws.secretAccessKey", LocalS3.SECRET_KEY);
    return settings;
  }

  void set(String key, String value) {
    set.put(key, value);
    System.setProperty(key, value);
  }

  @Override
  public void close() {
    set.keySet().forEach(System::clearProperty);
  }
}

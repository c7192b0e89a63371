package io.fantail.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

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

  /** Nobody shall find this S3 any more, which is about to end. */
  @Override
  public void close() {
    try {
      forgetBucket("s3a");
      forgetBucket("s3");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      set.keySet().forEach(System::clearProperty);
    }
  }

  /**
   * Hadoop keeps a file system for each bucket, and hands it out whatever the settings are then.
   */
  private void forgetBucket(String scheme) throws IOException {
    Configuration hadoop = new Configuration();
    set.forEach((key, value) -> hadoop.set(key.replaceFirst("^spark\\.hadoop\\.", ""), value));
    hadoop.set("fs.s3.impl", S3AFileSystem.class.getName());
    FileSystem.get(URI.create(scheme + "://" + LocalS3.BUCKET), hadoop).close();
  }
}

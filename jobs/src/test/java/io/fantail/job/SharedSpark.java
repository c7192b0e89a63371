package io.fantail.job;

import io.fantail.job.session.SparkSessions;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * The one Spark of this JVM, as {@code jobs/fantail} would start it for little data. Each command
 * and each reader has a session of its own in it, with settings and views of its own; what a
 * session may not change, such as the addresses of storages, stands in the system properties, and
 * when these are others than before Spark starts anew.
 */
final class SharedSpark {
  /**
   * What differs from conf/spark-defaults.conf: little data, two cores. To generate code for a
   * query takes longer than to answer it; jobs of the launcher and of the cluster generate it.
   * Spark tells its listeners of each plan, and again when it adapts: with nothing to tell of
   * generated code that costs nothing, in any other mode a sixth of these tests.
   */
  private static final Map<String, String> FOR_LITTLE_DATA =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.ui.explainMode", "codegen",
          "spark.master", "local[2]",
          "spark.sql.shuffle.partitions", "2",
          "spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");

  private static Map<String, String> startedWith = Map.of();

  static {
    Path conf = Commands.REPOSITORY.resolve("conf");
    System.setProperty("log4j2.configurationFile", conf.resolve("log4j2.properties").toString());
    Properties defaults = new Properties();
    try (Reader text = Files.newBufferedReader(conf.resolve("spark-defaults.conf"))) {
      defaults.load(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    defaults.putAll(FOR_LITTLE_DATA);
    // Spark takes its configuration from the system properties, as SparkSubmit leaves it there.
    defaults
        .stringPropertyNames()
        .forEach(key -> System.setProperty(key, defaults.getProperty(key).strip()));
  }

  private SharedSpark() {}

  /** Does the work with a session that knows nothing of those before, as a command finds none. */
  static <T> T inNewSession(Supplier<T> work) {
    // What Delta remembers of a table may have been changed on the disk.
    DeltaLog.clearCache();
    SparkSession.setActiveSession(newSession());
    try {
      return work.get();
    } finally {
      SparkSession.clearActiveSession();
    }
  }

  /**
   * A session for a reader, who closes nothing. It is the active one: Spark 4 asks that one, when
   * rows are collected, in which classes it should return times.
   */
  static SparkSession newSession() {
    if (!startedWith.equals(settings())) {
      end();
      startedWith = settings();
    }
    SparkSession session = shared().newSession();
    SparkSession.setActiveSession(session);
    return session;
  }

  /** Ends it, for a test that changed more than its session; the next one starts anew. */
  static void end() {
    if (!SparkSession.getDefaultSession().isEmpty()) {
      shared().stop();
    }
  }

  private static SparkSession shared() {
    SparkSession.clearActiveSession();
    return SparkSessions.create("tests");
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith("spark.")) {
        settings.put(key, System.getProperty(key));
      }
    }
    return settings;
  }
}

package io.fantail.notebook;

import io.fantail.job.session.SparkSessions;
import io.fantail.job.session.TemporaryFolder;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Starts the kernel, as {@code jobs/notebook} has Jupyter do, and ends with it. */
public final class KernelMain {
  /** Names the lake, whatever a notebook says. */
  private static final String LAKE = "FANTAIL_LAKE";

  private KernelMain() {}

  /**
   * Serves one notebook until Jupyter is done with it.
   *
   * @param arguments the connection file, as Jupyter writes it
   */
  public static void main(String[] arguments) throws Exception {
    new TemporaryFolder(Path.of(TemporaryFolder.ofJvm()), Clock.systemUTC()).own();
    // The library tells of every message.
    Logger.getLogger("").setLevel(Level.SEVERE);
    String connection = Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8);
    JupyterConnection jupyter = new JupyterConnection(KernelConnectionProperties.parse(connection));
    new SqlKernel(cells(System.getenv(LAKE))).becomeHandlerForConnection(jupyter);
    jupyter.connect();
    jupyter.waitUntilClose();
    System.exit(0);
  }

  /** Starts Spark beside Jupyter's greetings. */
  private static Future<LakeCells> cells(@Nullable String lake) {
    Variables variables =
        new Variables(lake == null || lake.isBlank() ? Map.of() : Map.of(Variables.LAKE, lake));
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return CompletableFuture.supplyAsync(
        () -> {
          // SparkSubmit's, which a thread of the pool has not.
          Thread.currentThread().setContextClassLoader(loader);
          return new LakeCells(session(), variables);
        },
        ForkJoinPool.commonPool());
  }

  private static SparkSession session() {
    SparkSession spark = SparkSessions.create("notebook");
    // What is asked of a lake fits into one task for each core.
    spark.conf().set("spark.sql.shuffle.partitions", spark.sparkContext().defaultParallelism());
    return spark;
  }
}

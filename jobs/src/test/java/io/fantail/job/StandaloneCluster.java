package io.fantail.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A Spark cluster on this machine, of the programs that a real one is made of: a master, two
 * workers with one core each, and the executors that these start.
 */
final class StandaloneCluster implements AutoCloseable {
  /** Of the Spark that {@code jobs/fantail} runs. */
  static final String SCALA_VERSION = "2.12";

  private static final int WORKERS = 2;
  private static final Path JOBS = Commands.REPOSITORY.resolve("jobs");
  private static final Path SPARK_HOME = JOBS.resolve("target").resolve("spark");
  private static final String MASTER = "org.apache.spark.deploy.master.Master";
  private static final String WORKER = "org.apache.spark.deploy.worker.Worker";
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  /** Over before the optimizing compiler has paid for itself, as the launcher says of a demo. */
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  /** A session waits until both executors are there: one alone could do all the work. */
  private static final String OPTIONS =
      String.join(
          " ",
          QUICK_COMPILER,
          "-Dspark.executor.extraJavaOptions=" + QUICK_COMPILER,
          "-Dspark.cores.max=" + WORKERS,
          "-Dspark.scheduler.minRegisteredResourcesRatio=1",
          "-Dspark.scheduler.maxRegisteredResourcesWaitingTime=2m");

  private final Path folder;
  private final Program master;
  private final List<Program> workers = new ArrayList<>();

  private StandaloneCluster(Path folder) {
    this.folder = folder;
    this.master =
        startSpark("master", MASTER, "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
  }

  /** Starts it, with all its files in {@code folder}. */
  static StandaloneCluster start(Path folder) {
    StandaloneCluster cluster = new StandaloneCluster(folder);
    try {
      cluster.startWorkers();
      return cluster;
    } catch (RuntimeException | Error failure) {
      cluster.close();
      throw failure;
    }
  }

  private void startWorkers() {
    String address = address();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(
          startSpark(
              "worker-" + i,
              WORKER,
              "--host",
              "127.0.0.1",
              "--webui-port",
              "0",
              "--cores",
              "1",
              "--work-dir",
              folder.resolve("work-" + i).toString(),
              address));
    }
    workers.forEach(worker -> worker.awaitLine("Successfully registered with master"));
  }

  /** Gives a command to {@code jobs/fantail}, as a user of the cluster does. */
  Program fantail(Object... arguments) {
    List<String> command = new ArrayList<>(List.of(JOBS.resolve("fantail").toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "TMPDIR",
            temporaryFolder("fantail"),
            "FANTAIL_MASTER",
            address(),
            "FANTAIL_MEMORY",
            "1g",
            "FANTAIL_JAVA_OPTS",
            OPTIONS);
    return Program.start("fantail", folder, environment, command);
  }

  /**
   * Has the cluster start the driver, on one of its workers, as {@code --deploy-mode cluster} asks
   * for, and waits there for its end.
   */
  Program submit(String name, Object... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--master",
                address(),
                "--deploy-mode",
                "cluster",
                "--driver-memory",
                "900m",
                "--conf",
                "spark.driver.extraJavaOptions="
                    + JavaModuleOptions.defaultModuleOptions()
                    + " "
                    + QUICK_COMPILER,
                "--conf",
                "spark.standalone.submit.waitAppCompletion=true",
                "--properties-file",
                Commands.REPOSITORY.resolve("conf/spark-defaults.conf").toString(),
                "--class",
                Main.class.getName(),
                JOBS.resolve("target/fantail.jar").toString()));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return startSpark(name, "org.apache.spark.deploy.SparkSubmit", words.toArray(String[]::new));
  }

  /** Kills the executor of a worker, who is not asked; the worker will start another. */
  void killExecutor(int worker) {
    List<ProcessHandle> executors =
        workers
            .get(worker)
            .descendants()
            .filter(child -> child.info().commandLine().orElse("").contains(EXECUTOR))
            .toList();
    if (executors.size() != 1) {
      throw new AssertionError("worker " + worker + " has " + executors.size() + " executors");
    }
    executors.get(0).destroyForcibly();
  }

  /** How many executors the master has sent for so far; it replaces those that end. */
  long launchedExecutors() {
    return master.err().lines().filter(line -> line.contains("Launching executor")).count();
  }

  /** Ends all of it at once; workers first, who would start executors again. */
  @Override
  public void close() {
    workers.forEach(Program::close);
    master.close();
  }

  private String address() {
    String started = master.awaitLine("Starting Spark master at");
    return started.substring(started.indexOf("spark://"));
  }

  private Program startSpark(String name, String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split(" ", -1)));
    command.addAll(List.of(QUICK_COMPILER, "-Xmx256m", "-cp", SPARK_HOME + "/jars/*", main));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "SPARK_HOME",
            SPARK_HOME.toString(),
            "SPARK_SCALA_VERSION",
            SCALA_VERSION,
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "SPARK_WORKER_MEMORY",
            "1g",
            "SPARK_LOCAL_DIRS",
            temporaryFolder(name));
    return Program.start(name, folder, environment, command);
  }

  private String temporaryFolder(String name) {
    try {
      return Files.createDirectories(folder.resolve("tmp-" + name)).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

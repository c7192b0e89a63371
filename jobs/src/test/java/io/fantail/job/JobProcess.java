package io.fantail.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A job as a user starts it on one machine, with archive and lake in S3 and its keys in the
 * environment. It can be killed as soon as it asks S3 for anything.
 */
final class JobProcess implements AutoCloseable {
  private static final String FANTAIL = Commands.REPOSITORY.resolve("jobs/fantail").toString();

  /** Of the launcher, which makes one in a demo. */
  private static final Path CLASS_ARCHIVE = Commands.REPOSITORY.resolve("jobs/target/fantail.jsa");

  private final Path folder;
  private final String options;
  private final CompletableFuture<Program> program = new CompletableFuture<>();
  private volatile boolean wasKilled;

  private JobProcess(Path folder, String options) {
    this.folder = folder;
    this.options = options;
  }

  /** One that will have its files in the folder, and S3 at this address. */
  static JobProcess prepare(Path folder, String endpoint) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:-UseParallelGC",
                "-XX:+UseSerialGC",
                "-Dspark.sql.codegen.wholeStage=false",
                "-Dspark.sql.codegen.factoryMode=NO_CODEGEN"));
    if (!Files.exists(CLASS_ARCHIVE)) {
      // The first that is not killed saves the classes that it loads, and those behind start
      // sooner.
      Path classes = folder.resolve("classes.jsa");
      String option = Files.exists(classes) ? "SharedArchiveFile" : "ArchiveClassesAtExit";
      options.add("-XX:" + option + "=" + classes);
    }
    LocalS3.settings(endpoint)
        .forEach((key, value) -> options.add("-Dspark.hadoop." + key + "=" + value));
    return new JobProcess(folder, String.join(" ", options));
  }

  void start(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(FANTAIL));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "FANTAIL_MASTER",
            "local[2]",
            "FANTAIL_MEMORY",
            "1g",
            "FANTAIL_JAVA_OPTS",
            options,
            "TMPDIR",
            Files.createDirectories(folder.resolve("tmp")).toString(),
            "AWS_ACCESS_KEY_ID",
            LocalS3.ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY",
            LocalS3.SECRET_KEY);
    program.complete(Program.start("job", folder, environment, command));
  }

  /** Ends it at once, without asking. */
  void kill() {
    wasKilled = true;
    program.join().close();
  }

  boolean wasKilled() {
    return wasKilled;
  }

  Commands.Outcome awaitEnd() {
    return program.join().awaitEnd();
  }

  @Override
  public void close() {
    if (program.isDone()) {
      program.join().close();
    }
  }
}

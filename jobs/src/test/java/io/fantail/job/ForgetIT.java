package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake forgets executions, and is then as if it had never had them. */
class ForgetIT {
  private static final String PARENT =
      "arn:aws:states:eu-west-1:444455556666:execution:orders:parent";
  private static final String STARTED_BY = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";

  @TempDir Path folder = Path.of("");

  private static VendedLog execution(String name, Map<String, ?> input) {
    return new VendedLog("orders:" + name)
        .add("ExecutionStarted", Map.of("input", VendedLog.json(input)))
        .pause(1000)
        .add("ExecutionSucceeded", Map.of("output", "{}"));
  }

  private void archive(String object, VendedLog... logs) throws IOException {
    for (VendedLog log : logs) {
      Path file =
          folder
              .resolve("archive")
              .resolve(object)
              .resolve(log.executionArn().hashCode() + ".jsonl");
      Files.createDirectories(file.getParent());
      Files.writeString(file, log.text());
    }
  }

  private void run(String lake, String archive) {
    Commands.succeed(
        "run", "--archive", folder.resolve("archive" + archive), "--lake", folder.resolve(lake));
  }

  private JsonNode forget(String... what) throws IOException {
    Object[] words = new Object[what.length + 4];
    System.arraycopy(
        new Object[] {"forget", "--lake", folder.resolve("lake"), "--json"}, 0, words, 0, 4);
    System.arraycopy(what, 0, words, 4, what.length);
    return VendedLog.MAPPER.readTree(Commands.succeed(words).out());
  }

  private Map<String, List<String>> contents(String lake) {
    return LakeReader.contents(folder.resolve(lake));
  }

  @Test
  void whatIsForgottenIsInNoTableAndNothingElseIsMissing() throws IOException {
    VendedLog mine = execution("mine", Map.of("customerId", 4711));
    VendedLog all =
        execution(
            "all",
            Map.of("customers", List.of(Map.of("customerId", 4711), Map.of("customerId", 4712))));
    archive("others", execution("other", Map.of("customerId", 4712)), all);
    archive(
        "forgotten",
        mine,
        execution("parent", Map.of("a", 1)),
        execution("child", Map.of(STARTED_BY, PARENT)));
    Files.writeString(
        folder.resolve("archive/forgotten/broken.jsonl"),
        "{\"execution_arn\": \"" + PARENT + "\", \n");
    run("lake", "");
    run("others", "/others");
    Map<String, List<String>> before = contents("lake");
    assertThat(before.get("executions")).hasSize(5);
    assertThat(before.get("rejects")).isNotEmpty();
    assertThat(forget("--dry-run", "--execution", PARENT).at("/executions").asLong()).isEqualTo(2);
    LakeReader.assertSame(contents("lake"), before);
    Path report = Files.createDirectories(folder.resolve("lake/_runs")).resolve("report.txt");
    Files.writeString(report, "SLOWEST 1 s " + PARENT);
    leaveUnfinished(mine);

    assertThat(forget("--execution", PARENT).at("/report_days").get(0).asText())
        .isEqualTo("2026-08-24");

    LakeReader.assertSame(contents("lake"), contents("others"));
    assertThat(report).doesNotExist();
    assertThat(folder.resolve("lake/_fantail_forget")).doesNotExist();
    Commands.Outcome again =
        Commands.call("forget", "--lake", folder.resolve("lake"), "--execution", PARENT);
    assertThat(again.exitCode()).as(again.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
    JsonNode byKey = forget("--key", "customerId=4711");
    assertThat(byKey.at("/executions").asLong()).isZero();
    assertThat(byKey.at("/tables").findValuesAsText("table")).contains("events");
    assertThat(contents("lake").toString()).doesNotContain("4711").contains("orders:all");
    assertThat(contents("lake").get("executions")).hasSize(2);
  }

  /** As a job that was killed when it had found an execution, and deleted nothing. */
  private void leaveUnfinished(VendedLog one) {
    SparkSession spark = SharedSpark.newSession();
    spark
        .createDataFrame(
            List.of(
                RowFactory.create("execution", one.executionArn()),
                RowFactory.create("day", "2026-08-24")),
            new StructType().add("kind", DataTypes.StringType).add("value", DataTypes.StringType))
        .write()
        .parquet(folder.resolve("lake/_fantail_forget/killed").toString());
  }
}

package io.fantail.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceFleetConfig;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emrserverless.model.CreateApplicationRequest;
import software.amazon.awssdk.services.emrserverless.model.StartJobRunRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** The requests in {@code conf}, as AWS itself reads them: by the models of its SDK. */
class RequestFilesTest {
  /** What each request must have; the SDK's classes do not tell. */
  private static void assertHas(JsonNode json, String... pointers) {
    for (String pointer : pointers) {
      assertThat(json.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  /** The command line's form of a step, which its own customization turns into the API's. */
  private static JsonNode stepOfApi(JsonNode step) {
    ObjectNode ofApi = ((ObjectNode) step).deepCopy();
    assertThat(ofApi.remove("Type").textValue()).isEqualTo("CUSTOM_JAR");
    ObjectNode jarStep = ofApi.putObject("HadoopJarStep");
    for (String moved : List.of("Jar", "Args")) {
      jarStep.set(moved, ofApi.remove(moved));
    }
    return ofApi;
  }

  @ParameterizedTest
  @ValueSource(strings = {"emr/steps.json", "emr/tables.json"})
  void stepsAreTakenByEmr(String file) {
    JsonNode steps = DeployFiles.json(file);

    assertThat(steps).isNotEmpty();
    for (JsonNode step : steps) {
      JsonNode ofApi = stepOfApi(step);
      assertThat(AwsModel.faultsOf(ofApi, StepConfig.builder())).isEmpty();
      assertHas(ofApi, "/Name", "/HadoopJarStep/Jar");
    }
  }

  /** They are made by what reads Delta in the job, of statements that its role may read. */
  @Test
  void tablesAreMadeAsTheJobReadsThem() {
    List<String> words = SparkCommands.words(DeployFiles.json("emr/tables.json").at("/0/Args"));
    String submit = DeployFiles.json("emr/steps.json").at("/0/Args").toString();
    String statements = words.get(words.size() - 1);

    assertThat(words).startsWith("spark-sql").hasSize(9);
    assertThat(words.subList(1, 7)).allSatisfy(word -> assertThat(submit).contains(word));
    assertThat(DeployFiles.json("iam/catalog-policy.json").toString())
        .contains(statements.replaceFirst("s3://", "arn:aws:s3:::"));
  }

  @Test
  void configurationsAndFleetsAreTakenByEmr() {
    for (JsonNode configuration : DeployFiles.json("emr/configurations.json")) {
      assertThat(AwsModel.faultsOf(configuration, Configuration.builder())).isEmpty();
      assertHas(configuration, "/Classification", "/Properties");
    }
    for (JsonNode fleet : DeployFiles.json("emr/instance-fleets.json")) {
      assertThat(AwsModel.faultsOf(fleet, InstanceFleetConfig.builder())).isEmpty();
      assertHas(fleet, "/InstanceFleetType", "/InstanceTypeConfigs/0/InstanceType");
    }
  }

  /** The request of a whole cluster says what the single files say. */
  @Test
  void clusterIsTakenByEmr() {
    JsonNode flow = DeployFiles.json("emr/run-job-flow.json");

    assertThat(AwsModel.faultsOf(flow, RunJobFlowRequest.builder())).isEmpty();
    assertHas(flow, "/Name", "/Instances", "/ReleaseLabel", "/ServiceRole", "/JobFlowRole");
    assertThat(flow.get("StepConcurrencyLevel").intValue()).isEqualTo(1);
    assertThat(flow.get("Configurations")).isEqualTo(DeployFiles.json("emr/configurations.json"));
    assertThat(flow.at("/Instances/InstanceFleets"))
        .isEqualTo(DeployFiles.json("emr/instance-fleets.json"));
    assertThat(flow.get("Steps"))
        .singleElement()
        .isEqualTo(stepOfApi(DeployFiles.json("emr/steps.json").get(0)));
  }

  @Test
  void applicationAndJobAreTakenByEmrServerless() {
    JsonNode application = DeployFiles.json("emr-serverless/application.json");
    assertThat(AwsModel.faultsOf(application, CreateApplicationRequest.builder())).isEmpty();
    assertHas(application, "/releaseLabel", "/type");
    assertThat(application.at("/schedulerConfiguration/maxConcurrentRuns").intValue()).isEqualTo(1);
    assertThat(application.get("releaseLabel"))
        .isEqualTo(DeployFiles.json("emr/run-job-flow.json").get("ReleaseLabel"));

    JsonNode job = DeployFiles.json("emr-serverless/job.json");
    assertThat(AwsModel.faultsOf(job, StartJobRunRequest.builder())).isEmpty();
    assertHas(job, "/applicationId", "/executionRoleArn", "/jobDriver/sparkSubmit/entryPoint");
  }

  static Set<String> schedules() {
    Set<String> schedules = new TreeSet<>(DeployFiles.in("schedule"));
    schedules.removeIf(file -> file.endsWith(".py") || file.endsWith("/state-machine.json"));
    return schedules;
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void scheduleIsTakenByEventBridge(String file) {
    JsonNode schedule = DeployFiles.json(file);

    assertThat(AwsModel.faultsOf(schedule, CreateScheduleRequest.builder())).isEmpty();
    assertHas(
        schedule,
        "/Name",
        "/FlexibleTimeWindow/Mode",
        "/ScheduleExpression",
        "/Target/Arn",
        "/Target/RoleArn");
    assertThat(schedule.get("ScheduleExpression").textValue())
        .matches("cron\\(\\d+ (\\d+|\\*) (\\* \\* \\?|\\? \\* [1-7]) \\*\\)");
  }

  /** A schedule may call any API; the last part of its target's name says which. */
  @ParameterizedTest
  @CsvSource({
    "schedule/serverless.json, emrserverless:startJobRun",
    "schedule/maintain.json, emrserverless:startJobRun",
    "schedule/emr-step.json, emr:addJobFlowSteps",
    "schedule/emr-cluster.json, emr:runJobFlow"
  })
  void callOfAScheduleIsTakenByWhatItCalls(String file, String call) {
    JsonNode target = DeployFiles.json(file).get("Target");
    JsonNode input = SparkCommands.input(target);
    SdkPojo request =
        switch (call) {
          case "emr:addJobFlowSteps" -> AddJobFlowStepsRequest.builder();
          case "emr:runJobFlow" -> RunJobFlowRequest.builder();
          default -> StartJobRunRequest.builder();
        };

    assertThat(target.get("Arn").textValue()).isEqualTo("arn:aws:scheduler:::aws-sdk:" + call);
    assertThat(AwsModel.faultsOfCall(input, request)).isEmpty();
    if (request instanceof StartJobRunRequest.Builder) {
      assertThat(input.get("ClientToken").textValue()).matches("[A-Za-z0-9._-]{1,64}");
    }
  }

  @Test
  void scheduledClusterIsTheOneOfItsFile() {
    assertThat(SparkCommands.input(DeployFiles.json("schedule/emr-cluster.json").get("Target")))
        .isEqualTo(DeployFiles.json("emr/run-job-flow.json"));
  }

  @Test
  void stateMachineIsStartedWithWhatItReads() {
    JsonNode target = DeployFiles.json("schedule/state-machine-start.json").get("Target");
    ObjectNode request = DeployFiles.json("emr/configurations.json").get(0).deepCopy();
    request.removeAll();
    request.put("stateMachineArn", target.get("Arn").textValue());
    request.put("input", target.get("Input").textValue());

    assertThat(AwsModel.faultsOf(request, StartExecutionRequest.builder())).isEmpty();
    assertThat(SparkCommands.input(target).get("scheduled").textValue())
        .isEqualTo(SparkCommands.SCHEDULED);
  }

  /** Every way to start the job gives Spark the same settings, apart from sizes of machines. */
  @Test
  void allCommandsHaveTheSameSettings() {
    Map<String, Map<String, String>> settings = new TreeMap<>();
    SparkCommands.all()
        .forEach(
            (at, command) -> {
              Map<String, String> ofCommand = command.settings();
              ofCommand
                  .keySet()
                  .removeIf(
                      key ->
                          key.matches("--driver-memory|--deploy-mode")
                              || key.matches("spark\\.(driver|executor|dynamicAllocation)\\..*"));
              settings.put(at, ofCommand);
            });

    assertThat(settings).hasSize(11);
    assertThat(new HashSet<>(settings.values())).as("%s", settings).hasSize(1);
    assertThat(settings.values().iterator().next())
        .containsEntry("--class", "io.fantail.job.Main")
        .containsEntry("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .containsEntry("spark.databricks.delta.properties.defaults.enableDeletionVectors", "false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Nmae\":\"x\"} | $.Nmae is not known",
        "{\"Name\":7} | $.Name should be a text",
        "{\"ActionOnFailure\":\"GO_ON\"} | $.ActionOnFailure should be a ActionOnFailure",
        "{\"HadoopJarStep\":{\"Args\":\"run\"}} | $.HadoopJarStep.Args should be a list",
        "{\"HadoopJarStep\":{\"Args\":[1]}} | $.HadoopJarStep.Args[] should be a text",
        "[] | $ is no object"
      })
  void saysWhatAModelDoesNotTake(String example) {
    String[] parts = example.split(" \\| ", -1);

    assertThat(AwsModel.faultsOf(DeployFiles.parse(parts[0]), StepConfig.builder()))
        .containsExactly(parts[1]);
  }

  /** Where there is a Python; Airflow itself is not here. */
  @Test
  void dagIsPython(@TempDir Path folder) throws IOException, InterruptedException {
    Process version;
    try {
      version = new ProcessBuilder("python3", "--version").start();
    } catch (IOException missing) {
      assumeThat(missing).as("no python3 on this machine").isNull();
      return;
    }
    assumeThat(version.waitFor()).as("no python3 on this machine").isZero();
    Path file = folder.resolve("fantail_dag.py");
    Files.writeString(file, DeployFiles.filledIn("schedule/fantail_dag.py"));
    Process compiled =
        new ProcessBuilder("python3", "-m", "py_compile", file.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(compiled.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(compiled.waitFor()).isZero();
  }
}

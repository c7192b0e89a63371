package io.fantail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The policies of {@code conf/iam}: nothing is allowed that AWS does not have, or that is wider
 * than needed.
 */
class PolicyFilesTest {
  /** The services by the names that policies have for them. */
  private static final Map<String, Class<?>> SERVICES =
      Map.of(
          "athena", AthenaClient.class,
          "elasticmapreduce", EmrClient.class,
          "emr-serverless", EmrServerlessClient.class,
          "events", EventBridgeClient.class,
          "glue", GlueClient.class,
          "kms", KmsClient.class,
          "s3", S3Client.class,
          "states", SfnClient.class,
          "sts", StsClient.class);

  /**
   * What is allowed under a name that no call has: listing objects, giving a role to a service, and
   * how Athena's drivers fetch results.
   */
  private static final Set<String> NOT_CALLS =
      Set.of("s3:ListBucket", "iam:PassRole", "athena:GetQueryResultsStream");

  /**
   * Calls that AWS lets nobody limit to a resource: there is none before the call. Conditions limit
   * them.
   */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of("elasticmapreduce:RunJobFlow", "athena:ListWorkGroups", "athena:ListDataCatalogs");

  private static final String ARN =
      "arn:aws:[a-z0-9-]+:([a-z]{2}-[a-z]+-\\d)?:(\\d{12})?:[A-Za-z0-9/_.*:-]+";

  private static final Set<String> MEMBERS =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");

  static List<String> policies() {
    return DeployFiles.in("iam");
  }

  private static List<JsonNode> statements(String file) {
    JsonNode policy = DeployFiles.json(file);
    assertThat(policy.get("Version").textValue()).isEqualTo("2012-10-17");
    List<JsonNode> statements = new ArrayList<>();
    policy.get("Statement").forEach(statements::add);
    assertThat(statements).isNotEmpty();
    return statements;
  }

  private static List<String> texts(JsonNode one) {
    List<String> texts = new ArrayList<>();
    if (one.isTextual()) {
      texts.add(one.textValue());
    }
    one.forEach(each -> texts.add(each.textValue()));
    return texts;
  }

  @ParameterizedTest
  @MethodSource("policies")
  void allowOnlyWhatAwsHas(String file) {
    for (JsonNode statement : statements(file)) {
      statement.fieldNames().forEachRemaining(member -> assertThat(MEMBERS).contains(member));
      assertThat(statement.get("Effect").textValue()).isEqualTo("Allow");
      for (String action : texts(statement.get("Action"))) {
        assertThat(action).matches("[a-z0-9-]+:[A-Za-z]+");
        if (!NOT_CALLS.contains(action)) {
          String service = action.substring(0, action.indexOf(':'));
          String call = action.substring(service.length() + 1);
          assertThat(SERVICES).as(action).containsKey(service);
          assertThat(
                  Arrays.stream(Objects.requireNonNull(SERVICES.get(service)).getMethods())
                      .map(Method::getName))
              .as(action)
              .contains(call.substring(0, 1).toLowerCase(Locale.ROOT) + call.substring(1));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void nameWhatTheyAllowItFor(String file) {
    boolean isTrust = file.startsWith("iam/trust-");
    for (JsonNode statement : statements(file)) {
      assertThat(statement.has("Resource")).isEqualTo(!isTrust);
      if (isTrust) {
        assertThat(texts(statement.get("Action"))).containsExactly("sts:AssumeRole");
      } else if (WITHOUT_RESOURCE.containsAll(texts(statement.get("Action")))) {
        assertThat(statement.has("Condition")).as(file).isTrue();
      } else {
        assertThat(texts(statement.get("Resource")))
            .as(file)
            .allSatisfy(resource -> assertThat(resource).matches(ARN).doesNotEndWith(":*"));
      }
    }
  }

  /** Else a role that may start jobs could give them any role. */
  @ParameterizedTest
  @MethodSource("policies")
  void giveOneRoleToOneService(String file) {
    for (JsonNode statement : statements(file)) {
      if (texts(statement.get("Action")).contains("iam:PassRole")) {
        assertThat(texts(statement.get("Resource"))).singleElement().asString().doesNotContain("*");
        assertThat(statement.at("/Condition/StringEquals/iam:PassedToService").textValue())
            .endsWith(".amazonaws.com");
      }
    }
  }

  /** The job reads and writes what its command line names, and no other service of AWS. */
  @Test
  void theJobReadsTheArchiveAndKeepsTheLake() {
    String policy = DeployFiles.text("iam/job-policy.json");
    SparkCommands.all()
        .values()
        .forEach(
            command ->
                command.arguments().stream()
                    .filter(word -> word.startsWith("s3://"))
                    .map(
                        address ->
                            address.replaceFirst("s3://", "arn:aws:s3:::").replaceFirst("/$", ""))
                    .forEach(
                        place ->
                            assertThat(DeployFiles.json("iam/job-policy.json").toString())
                                .contains(place)));

    assertThat(policy).doesNotContain("glue:", "athena:", "iam:", "s3:*");
  }

  @Test
  void onlyRolesThatThePageMakesAreGivenAway() {
    String page = DeployFiles.page();
    for (String file : policies()) {
      assertThat(page).as("the page says what %s is for", file).contains(file);
    }
  }
}

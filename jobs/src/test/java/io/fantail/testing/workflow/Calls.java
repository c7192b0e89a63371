package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts as the recorded events show them. */
final class Calls {
  private static final String ACCOUNT = "us-east-1:123456789012";
  private static final int LIMIT = 1_000;

  private Calls() {}

  static ObjectNode scheduled(ObjectNode details, Integration integration, String target) {
    if (integration == Integration.LAMBDA_ARN) {
      boolean whole = target.startsWith("arn:");
      return details.put(
          "resource", whole ? target : "arn:aws:lambda:" + ACCOUNT + ":function:" + target);
    } else if (integration == Integration.ACTIVITY) {
      return details.put("resource", "arn:aws:states:" + ACCOUNT + ":activity:" + target);
    }
    String parameters = "{}";
    if (integration.isLambda()) {
      String event = integration == Integration.LAMBDA_EVENT ? ",\"InvocationType\":\"Event\"" : "";
      parameters = "{\"FunctionName\":\"" + target + "\"" + event + "}";
    }
    return details
        .put("resourceType", integration.resourceType)
        .put("resource", integration.resource)
        .put("region", "us-east-1")
        .put("parameters", parameters);
  }

  /** Without anything behind it. */
  static Call random(ExecutionRun run, Integration integration) {
    String requestId = new UUID(run.random.nextLong(), run.random.nextLong()).toString();
    int drawn = run.random.nextInt(100);
    String type = drawn < 75 ? "Succeeded" : drawn < 92 ? "Failed" : "TimedOut";
    long submitted = run.tick();
    long ended =
        type.equals("TimedOut") ? LIMIT : Math.min(LIMIT - 1, submitted + run.random.nextInt(900));
    boolean python = run.chance(50);
    boolean named = run.chance(90);
    String cause = python ? pythonError(requestId) : "{\"errorType\":\"Error\",\"trace\":[]}";
    return new Call(
        type,
        submitted,
        Math.max(submitted, ended),
        run.chance(4),
        response(integration, requestId),
        integration.isSubmitted() ? "{}" : response(integration, requestId),
        type.equals("TimedOut") ? "States.Timeout" : named ? "Boom" + run.random.nextInt(3) : null,
        type.equals("TimedOut") || !named ? null : cause,
        integration == Integration.LAMBDA_TOKEN ? requestId : null,
        integration == Integration.LAMBDA_INVOKE || integration == Integration.LAMBDA_EVENT
            ? requestId
            : null,
        type.equals("Failed") && named && python && integration.isLambda() ? requestId : null);
  }

  static String pythonError(String requestId) {
    return "{\"errorMessage\":\"some\",\"errorType\":\"Boom\",\"requestId\":\"" + requestId + "\"}";
  }

  static @Nullable String response(Integration integration, String requestId) {
    return response(integration, requestId, null);
  }

  /**
   * What the service answers.
   *
   * @param xray {@code Root=...} as Lambda's answers have it; null for a header that is not there
   */
  static @Nullable String response(
      Integration integration, String requestId, @Nullable String xray) {
    String headers = xray == null ? "" : "\"HttpHeaders\":{\"X-Amzn-Trace-Id\":\"" + xray + "\"},";
    return switch (integration) {
      case LAMBDA_ARN, ACTIVITY, REQUEST_RESPONSE, AWS_SDK -> "{}";
      case AWS_SDK_LAMBDA ->
          "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":\"{}\",\"StatusCode\":200}";
      default ->
          "{\"SdkHttpMetadata\":{"
              + headers
              + "\"HttpStatusCode\":200},\"SdkResponseMetadata\":{\"RequestId\":\""
              + requestId
              + "\"}}";
    };
  }
}

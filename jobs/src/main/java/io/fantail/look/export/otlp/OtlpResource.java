package io.fantail.look.export.otlp;

import io.fantail.event.ExecutionArn;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What spans of one state machine share.
 *
 * @param stateMachineName as {@code executions} has it: with the label of a Distributed Map for its
 *     children, which are a service of their own
 */
record OtlpResource(
    String stateMachineName,
    @Nullable String stateMachineArn,
    @Nullable String region,
    @Nullable String account) {
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;
  private static final int PARTS = 5;

  static OtlpResource of(String stateMachineName, String executionArn) {
    ExecutionArn arn = ExecutionArn.parse(executionArn);
    if (arn == null) {
      return new OtlpResource(stateMachineName, null, null, null);
    }
    String[] parts = arn.prefix().split(":", -1);
    return parts.length == PARTS
        ? new OtlpResource(stateMachineName, arn.stateMachineArn(), parts[REGION], parts[ACCOUNT])
        : new OtlpResource(stateMachineName, arn.stateMachineArn(), null, null);
  }

  static @Nullable String stateMachineArn(String executionArn) {
    ExecutionArn arn = ExecutionArn.parse(executionArn);
    return arn == null ? null : arn.stateMachineArn();
  }

  /**
   * The resource.
   *
   * @param service a name in the place of the state machine's; null for that
   */
  Resource resource(@Nullable String service) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(OtlpKeys.SERVICE_NAME, service == null ? stateMachineName : service)
            .put(OtlpKeys.CLOUD_PROVIDER, "aws")
            .put(OtlpKeys.STATE_MACHINE_NAME, stateMachineName);
    if (region != null && account != null) {
      attributes.put(OtlpKeys.CLOUD_REGION, region).put(OtlpKeys.CLOUD_ACCOUNT_ID, account);
    }
    if (stateMachineArn != null) {
      attributes.put(OtlpKeys.CLOUD_RESOURCE_ID, stateMachineArn);
    }
    return Resource.create(attributes.build());
  }
}

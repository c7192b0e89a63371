package io.fantail.look.export.otlp;

import io.opentelemetry.api.common.AttributeKey;

/**
 * The names of attributes: OpenTelemetry's where its semantic conventions have one, ours below
 * {@code fantail.} where not.
 */
final class OtlpKeys {
  /** Every name of ours begins so. */
  static final String OURS = "fantail.";

  /** The column {@code attributes}, entry by entry, stands below this. */
  static final String ATTRIBUTES = OURS + "attributes.";

  static final AttributeKey<String> SERVICE_NAME = text("service.name");
  static final AttributeKey<String> CLOUD_PROVIDER = text("cloud.provider");
  static final AttributeKey<String> CLOUD_REGION = text("cloud.region");
  static final AttributeKey<String> CLOUD_ACCOUNT_ID = text("cloud.account.id");
  static final AttributeKey<String> CLOUD_RESOURCE_ID = text("cloud.resource_id");
  static final AttributeKey<String> STATE_MACHINE_NAME = text(OURS + "state_machine_name");

  static final AttributeKey<String> STATE_MACHINE_ARN =
      text("aws.step_functions.state_machine.arn");
  static final AttributeKey<String> AWS_REQUEST_ID = text("aws.request_id");
  static final AttributeKey<String> FAAS_INVOCATION_ID = text("faas.invocation_id");
  static final AttributeKey<String> FAAS_NAME = text("faas.name");
  static final AttributeKey<String> FAAS_VERSION = text("faas.version");
  static final AttributeKey<Boolean> FAAS_COLDSTART = AttributeKey.booleanKey("faas.coldstart");
  static final AttributeKey<Long> FAAS_MAX_MEMORY = AttributeKey.longKey("faas.max_memory");
  static final AttributeKey<String> FAAS_INVOKED_NAME = text("faas.invoked_name");
  static final AttributeKey<String> FAAS_INVOKED_PROVIDER = text("faas.invoked_provider");
  static final AttributeKey<String> ERROR_TYPE = text("error.type");
  static final AttributeKey<String> EXCEPTION_TYPE = text("exception.type");
  static final AttributeKey<String> EXCEPTION_MESSAGE = text("exception.message");

  private OtlpKeys() {}

  static AttributeKey<String> text(String name) {
    return AttributeKey.stringKey(name);
  }

  static AttributeKey<String> ours(String name) {
    return AttributeKey.stringKey(OURS + name);
  }

  static AttributeKey<Long> ourCount(String name) {
    return AttributeKey.longKey(OURS + name);
  }

  static AttributeKey<Double> ourNumber(String name) {
    return AttributeKey.doubleKey(OURS + name);
  }

  static AttributeKey<Boolean> ourFlag(String name) {
    return AttributeKey.booleanKey(OURS + name);
  }
}

package io.fantail.testing.workflow;

/** What a Task state calls, and how: it decides which events an attempt has. */
enum Integration {
  LAMBDA_ARN("LambdaFunction", "", "function"),
  ACTIVITY("Activity", "", "activity"),
  LAMBDA_INVOKE("Task", "lambda", "invoke"),
  LAMBDA_EVENT("Task", "lambda", "invoke"),
  LAMBDA_TOKEN("Task", "lambda", "invoke.waitForTaskToken"),
  AWS_SDK_LAMBDA("Task", "aws-sdk:lambda", "invoke"),
  REQUEST_RESPONSE("Task", "dynamodb", "putItem"),
  AWS_SDK("Task", "aws-sdk:s3", "listObjectsV2"),
  TASK_TOKEN("Task", "sqs", "sendMessage.waitForTaskToken"),
  JOB("Task", "glue", "startJobRun.sync"),
  START("Task", "states", "startExecution"),
  START_SYNC("Task", "states", "startExecution.sync"),
  START_SYNC_2("Task", "states", "startExecution.sync:2"),
  START_TOKEN("Task", "states", "startExecution.waitForTaskToken");

  /** The events' types begin with it. */
  final String prefix;

  final String resourceType;
  final String resource;

  Integration(String prefix, String resourceType, String resource) {
    this.prefix = prefix;
    this.resourceType = resourceType;
    this.resource = resource;
  }

  boolean isTask() {
    return prefix.equals("Task");
  }

  /** The service has answered, and the state waits on for a job or a token. */
  boolean isSubmitted() {
    return isTask() && resource.contains(".");
  }

  boolean isLambda() {
    return this == LAMBDA_ARN || resourceType.endsWith("lambda");
  }

  boolean startsExecution() {
    return resourceType.equals("states");
  }
}

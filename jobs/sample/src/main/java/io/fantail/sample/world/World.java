package io.fantail.sample.world;

import io.fantail.sample.options.ChildType;
import io.fantail.sample.world.LambdaFunction.Deployment;

/** The names of the sample's account: one region, two state machines, five functions. */
public final class World {
  public static final String REGION = "eu-west-1";
  public static final String ACCOUNT = "111122223333";

  public static final String ORDER_FANOUT = "order-fanout";
  public static final String NIGHTLY_AUDIT = "nightly-audit";

  public static final LambdaFunction PREPARE =
      new LambdaFunction("order-prepare", 900, 60_000, 512);
  public static final LambdaFunction SUMMARIZE =
      new LambdaFunction("order-summarize", 600, 60_000, 512);
  public static final LambdaFunction PROCESS = new LambdaFunction("order-process", 120, 3_000, 256);

  /** The same with a limit that no planted cause reaches. */
  public static final LambdaFunction PATIENT_PROCESS =
      new LambdaFunction("order-process", 120, 60_000, 256);

  /** What most calls of the alias get. */
  public static final Deployment VERSION_41 = new Deployment(LambdaRuntime.PYTHON, "41", "live");

  /** What the others get. */
  public static final Deployment VERSION_42 = new Deployment(LambdaRuntime.PYTHON, "42", "live");

  public static final LambdaFunction ENRICH = new LambdaFunction("order-enrich", 80, 30_000, 256);
  public static final LambdaFunction AUDIT = new LambdaFunction("item-audit", 200, 30_000, 512);

  private static final String STATES = "arn:aws:states:" + REGION + ":" + ACCOUNT + ":";

  private World() {}

  static String lambdaArn(String functionName) {
    return "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:" + functionName;
  }

  public static String roleArn(String stateMachine) {
    return "arn:aws:iam::" + ACCOUNT + ":role/" + stateMachine + "-role";
  }

  public static String stateMachineArn(String stateMachine) {
    return STATES + "stateMachine:" + stateMachine;
  }

  public static String mapRunArn(String stateMachine, String label, String runId) {
    return STATES + "mapRun:" + stateMachine + "/" + label + ":" + runId;
  }

  public static ExecutionName parent(String stateMachine, String name) {
    String arn = STATES + "execution:" + stateMachine + ":" + name;
    return new ExecutionName(arn, name, stateMachine, stateMachine, false);
  }

  /** A child; its name is a version 3 UUID that has nothing to do with the Map Run's. */
  public static ExecutionName child(
      String stateMachine, String label, ChildType type, Randomness random) {
    String qualifiedName = stateMachine + "/" + label;
    String name = random.uuid(3);
    String arn =
        type == ChildType.STANDARD
            ? STATES + "execution:" + qualifiedName + ":" + name
            : STATES + "express:" + qualifiedName + ":" + name + ":" + random.uuid(4);
    return new ExecutionName(arn, name, stateMachine, qualifiedName, true);
  }
}

package io.fantail.sample.world;

/**
 * A function of the sample's account, or one version of it.
 *
 * @param name its name
 * @param medianMs the median of its log-normal duration
 * @param timeoutMs its own limit
 * @param memoryMb its configured memory
 * @param initMs the median of its log-normal Init Duration, before what a plant adds
 * @param addedInitMs what a plant adds to it
 * @param deployment what of it runs
 */
public record LambdaFunction(
    String name,
    double medianMs,
    int timeoutMs,
    int memoryMb,
    double initMs,
    int addedInitMs,
    Deployment deployment) {
  private static final double USUAL_INIT_MS = 320;

  /** A Python function that is called without an alias. */
  public LambdaFunction(String name, double medianMs, int timeoutMs, int memoryMb) {
    this(name, medianMs, timeoutMs, memoryMb, USUAL_INIT_MS, 0, Deployment.LATEST);
  }

  /** The same function where something else of it runs. */
  public LambdaFunction with(Deployment other) {
    return new LambdaFunction(name, medianMs, timeoutMs, memoryMb, initMs, addedInitMs, other);
  }

  /** The same function where its usual duration is so many times as long. */
  public LambdaFunction slowerBy(double factor) {
    return new LambdaFunction(
        name, medianMs * factor, timeoutMs, memoryMb, initMs, addedInitMs, deployment);
  }

  /** The same function with so many milliseconds more to each Init Duration. */
  public LambdaFunction withAddedInit(int millis) {
    return new LambdaFunction(name, medianMs, timeoutMs, memoryMb, initMs, millis, deployment);
  }

  public String arn() {
    return World.lambdaArn(name);
  }

  public String version() {
    return deployment.version;
  }

  /** The ARN by which a state calls it. */
  public String calledArn() {
    return arn() + ":" + deployment.qualifier;
  }

  public LambdaRuntime runtime() {
    return deployment.runtime;
  }

  /**
   * What of a function runs.
   *
   * @param runtime its runtime
   * @param version a number or {@code $LATEST}
   * @param qualifier by which it is called: a version or an alias
   */
  public record Deployment(LambdaRuntime runtime, String version, String qualifier) {
    static final Deployment LATEST = latest(LambdaRuntime.PYTHON);

    public static Deployment latest(LambdaRuntime runtime) {
      return new Deployment(runtime, "$LATEST", "$LATEST");
    }
  }
}

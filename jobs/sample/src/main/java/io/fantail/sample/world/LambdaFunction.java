package io.fantail.sample.world;

/**
 * A function of the sample's account.
 *
 * @param name its name
 * @param medianMs the median of its log-normal duration
 * @param timeoutMs its own limit
 * @param memoryMb its configured memory
 */
public record LambdaFunction(String name, double medianMs, int timeoutMs, int memoryMb) {

  public String arn() {
    return World.lambdaArn(name);
  }
}

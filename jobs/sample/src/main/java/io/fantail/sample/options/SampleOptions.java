package io.fantail.sample.options;

import java.time.Instant;
import java.util.Objects;

/**
 * What to generate; equal options give byte-identical archives.
 *
 * @param children child executions over all Map Runs, at least 3 so that each run has one
 * @param seed chooses every name, duration and failure
 * @param layout the containers to write
 * @param lambdaLogFormat the format of the Lambda log messages
 * @param childType the workflow type of the children
 * @param payloadChars characters of free text in each child's input; half as many in its output
 * @param fanOut whether one workflow runs again and again, and what is planted in it
 * @param startsAt when the first parent execution starts
 */
public record SampleOptions(
    int children,
    long seed,
    Layout layout,
    LambdaLogFormat lambdaLogFormat,
    ChildType childType,
    int payloadChars,
    FanOut fanOut,
    Instant startsAt) {

  /** When the workflows of the sample run each day. */
  public static final Instant DEFAULT_STARTS_AT = Instant.parse("2026-08-24T02:00:00Z");

  /** Gives Step Functions log lines of about 850 bytes on average. */
  public static final int DEFAULT_PAYLOAD_CHARS = 310;

  private static final int LEAST_CHILDREN = 3;
  private static final int LEAST_CHILDREN_OF_RUN = 20;
  private static final int MOST_PAYLOAD_CHARS = 50_000;

  /** Checks that the options describe an archive AWS could have produced. */
  public SampleOptions {
    Objects.requireNonNull(layout, "layout is null");
    Objects.requireNonNull(lambdaLogFormat, "lambdaLogFormat is null");
    Objects.requireNonNull(childType, "childType is null");
    Objects.requireNonNull(fanOut, "fanOut is null");
    Objects.requireNonNull(startsAt, "startsAt is null");
    if (children < LEAST_CHILDREN) {
      throw new IllegalArgumentException(
          "children is " + children + ", but three Map Runs need at least 3: ask for 3 or more");
    }
    if (children < (long) LEAST_CHILDREN_OF_RUN * fanOut.mapRuns()) {
      throw new IllegalArgumentException(
          "children is "
              + children
              + ", but "
              + fanOut.mapRuns()
              + " Map Runs need at least "
              + LEAST_CHILDREN_OF_RUN
              + " each: ask for "
              + LEAST_CHILDREN_OF_RUN * fanOut.mapRuns()
              + " or more");
    }
    if (payloadChars < 0 || payloadChars > MOST_PAYLOAD_CHARS) {
      throw new IllegalArgumentException(
          "payloadChars is "
              + payloadChars
              + ", but must lie in 0.."
              + MOST_PAYLOAD_CHARS
              + " so that no event exceeds the 256 KiB limit of Step Functions");
    }
    if (layout == Layout.HISTORY && childType == ChildType.EXPRESS) {
      throw new IllegalArgumentException(
          "the HISTORY layout cannot hold EXPRESS children, because GetExecutionHistory does not"
              + " exist for Express: choose EXPORT or FIREHOSE, or STANDARD children");
    }
  }

  /** The defaults: an export of text logs with Standard children. */
  public static SampleOptions of(int children, long seed) {
    return new SampleOptions(
        children,
        seed,
        Layout.EXPORT,
        LambdaLogFormat.TEXT,
        ChildType.STANDARD,
        DEFAULT_PAYLOAD_CHARS,
        FanOut.NONE,
        DEFAULT_STARTS_AT);
  }

  /** The same options in another layout. */
  public SampleOptions withLayout(Layout layout) {
    return new SampleOptions(
        children, seed, layout, lambdaLogFormat, childType, payloadChars, fanOut, startsAt);
  }

  /** The same options with another Lambda log format. */
  public SampleOptions withLambdaLogFormat(LambdaLogFormat lambdaLogFormat) {
    return new SampleOptions(
        children, seed, layout, lambdaLogFormat, childType, payloadChars, fanOut, startsAt);
  }

  /** The same options with children of another workflow type. */
  public SampleOptions withChildType(ChildType childType) {
    return new SampleOptions(
        children, seed, layout, lambdaLogFormat, childType, payloadChars, fanOut, startsAt);
  }

  /** The same options with another amount of free text per child, in characters. */
  public SampleOptions withPayloadChars(int payloadChars) {
    return new SampleOptions(
        children, seed, layout, lambdaLogFormat, childType, payloadChars, fanOut, startsAt);
  }

  /** The same options with one workflow that runs again and again, and what is planted in it. */
  public SampleOptions withFanOut(FanOut fanOut) {
    return new SampleOptions(
        children, seed, layout, lambdaLogFormat, childType, payloadChars, fanOut, startsAt);
  }

  /** The same options at another time: names of parent executions are unique for each minute. */
  public SampleOptions withStartsAt(Instant startsAt) {
    return new SampleOptions(
        children, seed, layout, lambdaLogFormat, childType, payloadChars, fanOut, startsAt);
  }

  /** Day of the start, with its time where that is another than usual. */
  public String startName() {
    String time = startsAt.toString();
    boolean usual = time.substring(10).equals(DEFAULT_STARTS_AT.toString().substring(10));
    return time.substring(0, 10)
        + (usual ? "" : "-" + time.substring(11, 13) + time.substring(14, 16));
  }
}

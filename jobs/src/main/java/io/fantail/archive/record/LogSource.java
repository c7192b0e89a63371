package io.fantail.archive.record;

import io.fantail.text.RequestIds;
import io.fantail.text.Words;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where CloudWatch Logs kept a log event. Made once for thousands of events, so what the names tell
 * is found out then.
 *
 * @param logGroup null in containers that drop it (export tasks, extracted messages)
 * @param logStream null in containers that drop it
 * @param isStreamGuessed whether the stream is only the name of a folder that may be called
 *     anything
 * @param unnamedStream where the lines of one log stream stand whose name the container drops; null
 *     where the stream has a name, and where lines of many streams may stand together
 * @param accountId of the AWS account whose log it is; null in containers that do not say it
 * @param functionName the function that logs here: from the stream where a custom log group put the
 *     name there, else from {@code /aws/lambda/<name>}; null when neither says it
 * @param isLambda whether the group or the shape of the stream says that a Lambda function wrote
 *     here
 * @param deliveredAt when Firehose wrote the object, for messages without a time of their own; null
 *     where the container shows times
 */
public record LogSource(
    @Nullable String logGroup,
    @Nullable String logStream,
    boolean isStreamGuessed,
    @Nullable String unnamedStream,
    @Nullable String accountId,
    @Nullable String functionName,
    boolean isLambda,
    @Nullable Instant deliveredAt) {
  private static final String LAMBDA_GROUP = "/aws/lambda/";
  private static final String EVENTS_GROUP = "/aws/events/";

  /** How the names of groups begin that services of AWS and their consoles make. */
  private static final Set<String> GROUPS_OF_SERVICES =
      Words.setOf(
          """
          /aws/ /ecs/ /aws-glue/ sns/ API-Gateway-Execution-Logs_ CloudTrail/
          aws-cloudtrail-logs- aws-waf-logs- RDSOSMetrics ElasticMapReduce/
          """);

  private static final Pattern UUID = Pattern.compile(RequestIds.PATTERN);
  private static final String STEP_FUNCTIONS_GROUP = "/aws/vendedlogs/states";
  private static final String STEP_FUNCTIONS_STREAM = "states/";
  private static final String EXPORTED_STEP_FUNCTIONS_STREAM = "states-";
  private static final Pattern EXPORTED_LAMBDA_STREAM =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})-(.*\\[[^\\]]+\\][0-9a-f]{32})");
  private static final Pattern LAMBDA_STREAM =
      Pattern.compile("\\d{4}/\\d{2}/\\d{2}/(.*)\\[([^\\]]+)\\][0-9a-f]{32}");

  /** {@code <taskId>/<stream>/000000.gz}, below the prefix of the task. */
  private static final Pattern EXPORTED_OBJECT =
      Pattern.compile("(?:.*/)?" + RequestIds.PATTERN + "/[^/]+/\\d{6}(?:\\.gz)?");

  /** The longest name that {@code CreateLogStream} takes. */
  private static final int MAX_STREAM_CHARS = 512;

  /** No log group, no stream: the record stands alone in its object. */
  public static final LogSource NONE = new LogSource(null, null);

  public LogSource(@Nullable String logGroup, @Nullable String logStream) {
    this(logGroup, logStream, null);
  }

  public LogSource(
      @Nullable String logGroup, @Nullable String logStream, @Nullable String accountId) {
    this(
        logGroup,
        logStream,
        false,
        null,
        accountId,
        functionName(logGroup, logStream),
        isLambdaGroup(logGroup) || functionOfStream(logStream) != null,
        null);
  }

  /**
   * The same source, with names from elsewhere for what the container dropped. A function named for
   * a source without a log group says that the lines are a function's; where the group is known, it
   * does not.
   */
  public LogSource orElse(@Nullable String otherLogGroup, @Nullable String otherFunction) {
    if (otherLogGroup == null && otherFunction == null) {
      return this;
    }
    LogSource grouped =
        logGroup == null && otherLogGroup != null
            ? new LogSource(otherLogGroup, logStream, accountId)
            : this;
    boolean namedLambda =
        isLambda
            || grouped.isLambda
            || (logGroup == null && otherFunction != null && !isOfStepFunctions());
    String named =
        functionName != null || otherFunction == null ? grouped.functionName : otherFunction;
    return new LogSource(
        grouped.logGroup,
        grouped.logStream,
        isStreamGuessed,
        unnamedStream,
        accountId,
        namedLambda ? named : null,
        namedLambda,
        deliveredAt);
  }

  /** Bare messages: nothing is known of where they stood, and what bears no time has only this. */
  public static LogSource ofExtractedMessages(boolean isLambda, @Nullable Instant deliveredAt) {
    return new LogSource(null, null, false, null, null, null, isLambda, deliveredAt);
  }

  /**
   * One log stream whose name the container drops.
   *
   * @param place of its lines, which no other stream has
   * @param isLambda whether the lines show that a Lambda function wrote them
   */
  public static LogSource ofUnnamedStream(
      @Nullable String logGroup, String place, boolean isLambda) {
    LogSource named = new LogSource(logGroup, null);
    return new LogSource(
        logGroup,
        null,
        false,
        place,
        null,
        named.functionName,
        named.isLambda || (logGroup == null && isLambda),
        null);
  }

  /** Lines of one log group, or of none that is known, whose streams nobody names. */
  public static LogSource ofUnplacedLines(
      @Nullable String logGroup, @Nullable String accountId, boolean isLambda) {
    LogSource named = new LogSource(logGroup, null, accountId);
    return named.logGroup == null && isLambda
        ? new LogSource(null, null, false, null, accountId, null, true, null)
        : named;
  }

  /**
   * Whether Step Functions writes here: by the stream, {@code states/<machine>/...}, or by the
   * group that its console makes where the stream is not a function's.
   */
  public boolean isOfStepFunctions() {
    boolean isOfStream =
        logStream != null
            && (logStream.startsWith(STEP_FUNCTIONS_STREAM)
                || logStream.startsWith(EXPORTED_STEP_FUNCTIONS_STREAM));
    return isOfStream
        || (!isLambda && logGroup != null && logGroup.startsWith(STEP_FUNCTIONS_GROUP));
  }

  /**
   * Whether somebody is known to have written here: a stream has a name, or shows lines of Lambda's
   * platform; a group of a service of AWS is that service's, a function is named for what the
   * container does not say. A group that people named may be Step Functions' own.
   */
  public boolean isKnown() {
    boolean isNamed = logStream != null && !isStreamGuessed;
    boolean hasStream = isNamed || (isLambda && (isStreamGuessed || unnamedStream != null));
    return hasStream || isServices(logGroup) || functionName != null || isOfStepFunctions();
  }

  /** Whether X-Ray writes its spans here. */
  public boolean isOfSpans() {
    return logGroup == null ? "default".equals(logStream) : logGroup.equals("aws/spans");
  }

  /**
   * Whether a rule of EventBridge may write here: into a group that its console makes, into another
   * that people named, with a stream of its own making, or nobody says where.
   */
  public boolean mayBeOfEventBridge() {
    if (logGroup != null && logGroup.startsWith(EVENTS_GROUP)) {
      return true;
    }
    return !isKnown()
        || (!isServices(logGroup) && logStream != null && UUID.matcher(logStream).matches());
  }

  private static boolean isServices(@Nullable String logGroup) {
    return logGroup != null && GROUPS_OF_SERVICES.stream().anyMatch(logGroup::startsWith);
  }

  /**
   * The source of an export-task object {@code .../<taskId>/<stream>/000000.gz}. The export writes
   * {@code /} of a stream name as {@code -}; only Lambda's streams, whose shape is known, are
   * turned back. Where somebody has put the object elsewhere, its folder may be named for anything:
   * then the shape of a function's or of Step Functions' stream tells whose it is, and no other
   * name.
   */
  public static LogSource ofExportedObject(ArchiveObject object) {
    String folder = object.folderAround();
    String stream = folder.substring(folder.lastIndexOf('/') + 1);
    Matcher lambda = EXPORTED_LAMBDA_STREAM.matcher(stream);
    String original = lambda.matches() ? lambda.replaceFirst("$1/$2/$3/$4") : stream;
    LogSource source = new LogSource(null, original);
    boolean isStream =
        source.isLambda
            || source.isOfStepFunctions()
            || EXPORTED_OBJECT.matcher(folder + '/' + object.storedName()).matches();
    return isStream ? source : new LogSource(null, original, true, null, null, null, false, null);
  }

  private static @Nullable String functionName(
      @Nullable String logGroup, @Nullable String logStream) {
    String ofStream = functionOfStream(logStream);
    if (ofStream != null && !ofStream.isEmpty()) {
      return ofStream;
    }
    return logGroup != null && isLambdaGroup(logGroup)
        ? logGroup.substring(LAMBDA_GROUP.length())
        : null;
  }

  private static boolean isLambdaGroup(@Nullable String logGroup) {
    return logGroup != null && logGroup.startsWith(LAMBDA_GROUP);
  }

  /** Empty when the stream is a function's and does not say whose; null when it is none's. */
  private static @Nullable String functionOfStream(@Nullable String logStream) {
    if (logStream == null || logStream.length() > MAX_STREAM_CHARS) {
      // The pattern looks from every bracket to the end: a damaged name of many would hold up all.
      return null;
    }
    Matcher matcher = LAMBDA_STREAM.matcher(logStream);
    return matcher.matches() ? matcher.group(1) : null;
  }
}

package io.fantail.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where CloudWatch Logs kept a log event. Made once for thousands of events, so what the names tell
 * is found out then.
 *
 * @param logGroup null in containers that drop it (export tasks, extracted messages)
 * @param logStream null in containers that drop it
 * @param functionName the function that logs here: from the stream where a custom log group put the
 *     name there, else from {@code /aws/lambda/<name>}; null when neither says it
 * @param isLambda whether the group or the shape of the stream says that a Lambda function wrote
 *     here
 */
public record LogSource(
    @Nullable String logGroup,
    @Nullable String logStream,
    @Nullable String functionName,
    boolean isLambda) {
  private static final String LAMBDA_GROUP = "/aws/lambda/";
  private static final Pattern EXPORTED_LAMBDA_STREAM =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})-(.*\\[[^\\]]+\\][0-9a-f]{32})");
  private static final Pattern LAMBDA_STREAM =
      Pattern.compile("\\d{4}/\\d{2}/\\d{2}/(.*)\\[([^\\]]+)\\][0-9a-f]{32}");

  /** The longest name that {@code CreateLogStream} takes. */
  private static final int MAX_STREAM_CHARS = 512;

  /** No log group, no stream: the record stands alone in its object. */
  public static final LogSource NONE = new LogSource(null, null);

  public LogSource(@Nullable String logGroup, @Nullable String logStream) {
    this(
        logGroup,
        logStream,
        functionName(logGroup, logStream),
        isLambdaGroup(logGroup) || functionOfStream(logStream) != null);
  }

  /**
   * The source of an export-task object {@code .../<taskId>/<stream>/000000.gz}. The export writes
   * {@code /} of a stream name as {@code -}; only Lambda's streams, whose shape is known, are
   * turned back.
   */
  public static LogSource ofExportedObject(ArchiveObject object) {
    String folder = object.folder();
    String stream = folder.substring(folder.lastIndexOf('/') + 1);
    Matcher lambda = EXPORTED_LAMBDA_STREAM.matcher(stream);
    String original = lambda.matches() ? lambda.replaceFirst("$1/$2/$3/$4") : stream;
    return new LogSource(null, original);
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

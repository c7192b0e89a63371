package io.fantail.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where CloudWatch Logs kept a log event.
 *
 * @param logGroup null in containers that drop it (export tasks, extracted messages)
 * @param logStream null in containers that drop it
 */
public record LogSource(@Nullable String logGroup, @Nullable String logStream) {
  /** No log group, no stream: the record stands alone in its object. */
  public static final LogSource NONE = new LogSource(null, null);

  private static final String LAMBDA_GROUP = "/aws/lambda/";
  private static final Pattern EXPORTED_LAMBDA_STREAM =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})-(.*\\[[^\\]]+\\][0-9a-f]{32})");
  private static final Pattern LAMBDA_STREAM =
      Pattern.compile("\\d{4}/\\d{2}/\\d{2}/(.*)\\[([^\\]]+)\\][0-9a-f]{32}");

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

  /** Whether the group or the shape of the stream says that a Lambda function wrote here. */
  public boolean isLambda() {
    return isLambdaGroup() || lambdaStream() != null;
  }

  /**
   * The function that logs here: from the stream where a custom log group put the name there, else
   * from {@code /aws/lambda/<name>}; null when neither says it.
   */
  public @Nullable String functionName() {
    Matcher stream = lambdaStream();
    if (stream != null && !stream.group(1).isEmpty()) {
      return stream.group(1);
    }
    return isLambdaGroup() && logGroup != null ? logGroup.substring(LAMBDA_GROUP.length()) : null;
  }

  private boolean isLambdaGroup() {
    return logGroup != null && logGroup.startsWith(LAMBDA_GROUP);
  }

  private @Nullable Matcher lambdaStream() {
    if (logStream == null) {
      return null;
    }
    Matcher matcher = LAMBDA_STREAM.matcher(logStream);
    return matcher.matches() ? matcher : null;
  }
}

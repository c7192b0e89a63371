package io.fantail.archive.log;

import io.fantail.archive.json.Head;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.RequestIds;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * What tells that log lines are a Lambda function's where neither group nor stream does: a line of
 * Lambda's platform among them, in text or in JSON, also within a JSON string.
 */
public final class LambdaSigns {
  private static final String ID = RequestIds.PATTERN;

  /** Within a string of JSON it is escaped, in a cell of CSV doubled. */
  private static final String QUOTE = "\\\\*\"{1,2}";

  private static final String LINE =
      "(?:START RequestId: %s Version: \\S|END RequestId: %s|REPORT RequestId: %s(?:\\t|\\\\t)Duration: "
              .formatted(ID, ID, ID)
          + "|(?:INIT|RESTORE)_START Runtime Version: \\S"
          + "|\\{\\s*%stime%s: ?%s[^\"\\\\]+%s,\\s*%stype%s: ?%splatform\\.)"
              .formatted(QUOTE, QUOTE, QUOTE, QUOTE, QUOTE, QUOTE, QUOTE);

  private static final Pattern PLATFORM_LINE = Pattern.compile(LINE);

  /** An event of a log that Step Functions writes. */
  private static final Pattern VENDED_EVENT =
      Pattern.compile("\\{.*\"execution_arn\"\\s*:.*", Pattern.DOTALL);

  private LambdaSigns() {}

  /** Whether the beginning of the content shows such a line anywhere. */
  public static boolean areIn(ObjectContent content) {
    try (InputStream in = content.open()) {
      return areIn(Head.of(in));
    } catch (IOException damage) {
      // The reading of the records meets the same damage and reports it.
      return false;
    }
  }

  public static boolean areIn(Head head) {
    return PLATFORM_LINE.matcher(head.text()).find();
  }

  /** Whether a message is itself a line of the platform, or an event of Step Functions. */
  static boolean isMessageOfAws(String message) {
    return PLATFORM_LINE.matcher(message).lookingAt() || VENDED_EVENT.matcher(message).matches();
  }
}

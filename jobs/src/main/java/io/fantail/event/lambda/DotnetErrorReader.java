package io.fantail.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.LambdaRecord.Status;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads exceptions of .NET, and of PowerShell, which .NET runs. {@code
 * Amazon.Lambda.RuntimeSupport} prints what the handler threw with {@code ToString()}: behind the
 * columns of its logger, without them when the log format is {@code Unformatted} and before .NET 6,
 * and in JSON as the message or, from 2024 on, in fields. .NET Core 3.1 and before printed {@code
 * message: type} over the frames. Whatever is thrown to the runtime has passed its frames; what is
 * caught before has not.
 */
final class DotnetErrorReader {
  private static final String FRAME = "\n   at ";

  /** How frames begin of .NET 5 and later, and of functions that bring their own runtime. */
  private static final String RUNTIME_SUPPORT = "at Amazon.Lambda.RuntimeSupport.";

  private static final Pattern RUNTIME_FRAME =
      Pattern.compile(
          Pattern.quote(RUNTIME_SUPPORT)
              + "|at lambda_method\\d*\\(Closure ?, ?(?:System\\.IO\\.)?Stream");

  private static final String QUALIFIED = "[A-Za-z_][\\w+`]*(?:\\.[\\w+`]+)+";
  private static final Pattern TYPE_FIRST =
      Pattern.compile("(" + QUALIFIED + "): (.*?)(?:\\n ---> .*?)?" + FRAME, Pattern.DOTALL);
  private static final Pattern TYPE_LAST =
      Pattern.compile("(.*?): ([A-Za-z_]\\w*)" + FRAME, Pattern.DOTALL);
  private static final Pattern PLAIN_TYPE_FIRST =
      Pattern.compile("([A-Za-z_]\\w*): (.*?)(?:\\n ---> .*?)?" + FRAME, Pattern.DOTALL);

  private DotnetErrorReader() {}

  /** An exception and its frames; null for any other text. */
  static @Nullable LambdaFields of(String text) {
    if (!text.contains(FRAME)) {
      return null;
    }
    boolean ofRuntime = isThrownToRuntime(text);
    Matcher error = TYPE_FIRST.matcher(text);
    if (error.lookingAt()) {
      return fields(ofRuntime, error.group(1), error.group(2), text);
    } else if (!ofRuntime) {
      return null;
    }
    if (text.contains(RUNTIME_SUPPORT)) {
      Matcher plain = PLAIN_TYPE_FIRST.matcher(text);
      return plain.lookingAt() ? fields(true, plain.group(1), plain.group(2), text) : null;
    }
    Matcher old = TYPE_LAST.matcher(text);
    return old.lookingAt() ? fields(true, old.group(2), old.group(1), text) : null;
  }

  static boolean isThrownToRuntime(JsonNode stack) {
    for (JsonNode frame : stack) {
      if (isThrownToRuntime(frame.asText())) {
        return true;
      }
    }
    return false;
  }

  static boolean isThrownToRuntime(String stack) {
    return RUNTIME_FRAME.matcher(stack).find();
  }

  private static LambdaFields fields(boolean ofRuntime, String type, String message, String text) {
    String frame = ErrorPayload.firstFrame(text.substring(text.indexOf(FRAME)));
    return LambdaFields.failed(
        ofRuntime ? Status.ERROR : null, type, message.stripTrailing(), frame);
  }
}

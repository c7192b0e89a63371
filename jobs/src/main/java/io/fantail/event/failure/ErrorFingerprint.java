package io.fantail.event.failure;

import io.fantail.event.failure.template.Template;
import io.fantail.text.Sha256;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Says which failures are one and the same, in 16 hex digits: a hash of the innermost failure's
 * name, of the template of its message, and of the place in the function's own code that threw it,
 * where a stack trace tells that. So one failure has one fingerprint as Lambda's payload, as the
 * cause of a state that calls the function, and as the cause of any execution around that; and two
 * that say the same in two functions of the code have two. Lines of the code do not count, as every
 * deployment moves them. What is left out of a template counts as the same, whatever it looked
 * like: an id may by chance be all digits.
 */
public final class ErrorFingerprint {
  private ErrorFingerprint() {}

  /** Null where nothing tells what failed. */
  public static @Nullable String of(@Nullable String error, @Nullable String cause) {
    if (error == null && cause == null) {
      return null;
    }
    FailureMessage message =
        cause == null ? new FailureMessage(null, "", null) : Cause.messageOf(cause);
    String name = message.type() == null ? error : message.type();
    String template = Template.of(name, message.text()).pattern();
    String place = message.place() == null ? "" : message.place();
    String text = (name == null ? "" : Template.ofName(name)) + "\n" + template + "\n" + place;
    return HexFormat.of().formatHex(Sha256.of(text), 0, 8);
  }
}

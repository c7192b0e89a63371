package io.fantail.event.failure;

import io.fantail.event.failure.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * The message of a failure as people read it, with {@code <id>}, {@code <number>}, {@code <value>},
 * {@code <path>}, {@code <address>} and {@code <time>} in the places of what differs from one
 * occurrence to the next. Where the innermost failure has another name than the error, the name
 * stands before it.
 */
public final class MessageTemplate {
  private MessageTemplate() {}

  /**
   * The template of what is kept of a cause: words that may not be stored are not in it.
   *
   * @return null where nothing is said or kept
   */
  public static @Nullable String of(@Nullable String error, @Nullable String keptCause) {
    if (keptCause == null) {
      return null;
    }
    FailureMessage message = Cause.messageOf(keptCause);
    String type = message.type();
    String template = Template.of(type == null ? error : type, message.text()).readable();
    if (type == null || type.equals(error)) {
      return template.isEmpty() ? null : template;
    }
    String name = Template.ofName(type);
    return template.isEmpty() ? name : name + ": " + template;
  }
}

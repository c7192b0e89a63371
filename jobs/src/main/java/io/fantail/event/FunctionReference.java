package io.fantail.event;

import io.fantail.shape.Fields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as {@code FunctionName} of Lambda's Invoke, the resource of a Task or a log names it.
 *
 * @param name the bare name, without ARN, alias or version
 * @param account null where the reference names none: the caller's own
 * @param region null where the reference names none: the caller's own
 * @param qualifier a version or an alias; null where there is none, which is {@code $LATEST}
 */
public record FunctionReference(
    String name, @Nullable String account, @Nullable String region, @Nullable String qualifier) {
  /**
   * The forms that Invoke takes: {@code name}, a partial ARN, an ARN, each with or without
   * qualifier. Possessive, or Java's recursion would not survive a long one.
   */
  private static final Pattern FORMS =
      Pattern.compile(
          "(?:arn:[^:]+:lambda:)?(?:([a-z]{2}(?:-[a-z]++)++-\\d):)?(?:(\\d{12}):)?(?:function:)?"
              + "([^:]+)(?::([^:]+))?");

  public static FunctionReference shape(Fields<FunctionReference> fields) {
    return new FunctionReference(
        fields.text(
            "function_name", "Bare name of the function that was called.", FunctionReference::name),
        fields.textOrNull(
            "function_account_id",
            "Account of the function, where the call names it.",
            FunctionReference::account),
        fields.textOrNull(
            "function_region",
            "Region of the function, where the call names it.",
            FunctionReference::region),
        fields.textOrNull(
            "function_qualifier",
            "Version or alias that was called.",
            FunctionReference::qualifier));
  }

  /** The parts; what is none of the forms is all name. */
  public static FunctionReference parse(String reference) {
    Matcher matcher = FORMS.matcher(reference);
    return matcher.matches()
        ? new FunctionReference(
            matcher.group(3), matcher.group(2), matcher.group(1), matcher.group(4))
        : named(reference);
  }

  public static FunctionReference named(String name) {
    return new FunctionReference(name, null, null, null);
  }

  /** With what else the call says, where the reference itself does not. */
  public FunctionReference orElse(@Nullable String otherAccount, @Nullable String otherQualifier) {
    return new FunctionReference(
        name,
        account == null ? otherAccount : account,
        region,
        qualifier == null ? otherQualifier : qualifier);
  }
}

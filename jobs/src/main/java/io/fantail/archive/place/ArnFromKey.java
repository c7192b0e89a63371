package io.fantail.archive.place;

import java.io.Serializable;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ARN of an execution out of the address of the object that holds its history: whole, in
 * the group {@code arn}, or in parts that a template puts together.
 */
public final class ArnFromKey implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String ARN = "arn";
  private static final String STATE_MACHINE = "stateMachine";
  private static final String LABEL = "label";
  private static final String EXPRESS_ID = "id";
  private static final List<String> PARTS =
      List.of("partition", "region", "account", STATE_MACHINE, "name");
  private static final String STANDARD =
      "arn:{partition}:states:{region}:{account}:execution:{stateMachine}:{name}";
  private static final String EXPRESS =
      "arn:{partition}:states:{region}:{account}:express:{stateMachine}:{name}:{id}";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)\\}");

  private final KeyPattern pattern;
  private final String template;
  private final boolean joinsLabel;

  /**
   * Reads what the user wrote.
   *
   * @param regex with the named groups that the template asks for
   * @param template an ARN with {@code {group}} where a group stands; null: {@code {arn}}, or else
   *     an ARN of the groups {@code partition}, {@code region}, {@code account}, {@code
   *     stateMachine}, {@code name} and, for an express execution, {@code id}. A group {@code
   *     label} that the template does not ask for is written behind the state machine: {@code
   *     stateMachine/label} runs the children of a Distributed Map.
   * @throws IllegalArgumentException when the expression does not compile or lacks a group
   */
  public ArnFromKey(String regex, @Nullable String template) {
    this.pattern = new KeyPattern(regex);
    this.template = template == null ? templateOf(pattern) : template;
    this.joinsLabel = pattern.hasGroup(LABEL) && !this.template.contains("{" + LABEL + "}");
    PLACEHOLDER.matcher(this.template).results().forEach(this::checkGroup);
  }

  private static String templateOf(KeyPattern pattern) {
    if (pattern.hasGroup(ARN)) {
      return "{" + ARN + "}";
    }
    List<String> missing = PARTS.stream().filter(part -> !pattern.hasGroup(part)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "has no group (?<arn>...), and of the parts of an ARN it lacks "
              + String.join(", ", missing)
              + ": name them as groups, or say them in --arn-template");
    }
    return pattern.hasGroup(EXPRESS_ID) ? EXPRESS : STANDARD;
  }

  private void checkGroup(MatchResult placeholder) {
    if (!pattern.hasGroup(placeholder.group(1))) {
      throw new IllegalArgumentException(
          "has no group (?<" + placeholder.group(1) + ">...), which --arn-template asks for");
    }
  }

  /** The ARN, not checked; null where the address does not match. */
  @Nullable String arnOf(String uri) {
    Matcher match = pattern.find(uri);
    if (match == null) {
      return null;
    }
    StringBuilder arn = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(template);
    while (placeholder.find()) {
      String part = partOf(match, placeholder.group(1));
      if (part == null) {
        return null;
      }
      placeholder.appendReplacement(arn, Matcher.quoteReplacement(part));
    }
    return placeholder.appendTail(arn).toString();
  }

  private @Nullable String partOf(Matcher match, String group) {
    String part = KeyPattern.textOf(match, group);
    String label =
        joinsLabel && group.equals(STATE_MACHINE) ? KeyPattern.textOf(match, LABEL) : null;
    return part == null || label == null ? part : part + "/" + label;
  }
}

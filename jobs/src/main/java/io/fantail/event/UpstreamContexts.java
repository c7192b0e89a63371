package io.fantail.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.Json;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@link UpstreamContext} out of the input that {@code ExecutionStarted} shows. */
final class UpstreamContexts {
  private static final Pattern STANDARD_EXECUTION =
      Pattern.compile("arn:[^:\"\\\\]+:states:[^:\"\\\\]*:[^:\"\\\\]*:execution:[^\"\\\\\\s]+");

  private UpstreamContexts() {}

  static UpstreamContext of(ExecutionArn execution, @Nullable String input) {
    if (input == null) {
      return UpstreamContext.NONE;
    }
    String startedBy = StartedExecution.starterIn(execution, input);
    JsonNode datadog = input.contains("_datadog") ? datadogIn(input) : null;
    String root = datadog == null ? null : datadog.path("RootExecutionId").textValue();
    String parent = execution.isDistributedMapChild() ? parentIn(input, execution, root) : null;
    if (datadog == null) {
      return parent == null && startedBy == null
          ? UpstreamContext.NONE
          : new UpstreamContext(parent, null, null, null, startedBy, null, null);
    }
    return new UpstreamContext(
        parent,
        root,
        datadog.path("x-datadog-trace-id").textValue(),
        datadog.path("x-datadog-tags").textValue(),
        startedBy,
        null,
        null);
  }

  /**
   * The one execution of the child's own state machine that the input names; null when there are
   * several.
   *
   * @param root that Datadog's context names: once is said by that, and no word about the parent
   */
  private static @Nullable String parentIn(
      String input, ExecutionArn child, @Nullable String root) {
    if (!input.contains(":execution:")) {
      return null;
    }
    Set<String> parents = new TreeSet<>();
    Matcher matcher = STANDARD_EXECUTION.matcher(withoutFirst(input, root));
    while (matcher.find()) {
      ExecutionArn named = ExecutionArn.parse(matcher.group());
      if (named != null
          && named.prefix().equals(child.prefix())
          && named.stateMachineName().equals(child.machine())) {
        parents.add(matcher.group());
      }
    }
    return parents.size() == 1 ? parents.iterator().next() : null;
  }

  private static String withoutFirst(String input, @Nullable String root) {
    String quoted = '"' + String.valueOf(root) + '"';
    int at = root == null ? -1 : input.indexOf(quoted);
    return at < 0 ? input : input.substring(0, at) + input.substring(at + quoted.length());
  }

  private static @Nullable JsonNode datadogIn(String input) {
    try {
      return Json.tree(input).findValue("_datadog");
    } catch (JsonProcessingException cutShort) {
      return null;
    }
  }
}

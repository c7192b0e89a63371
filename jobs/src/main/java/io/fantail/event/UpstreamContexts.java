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
    String parent = execution.isDistributedMapChild() ? parentIn(input, execution) : null;
    JsonNode datadog = input.contains("_datadog") ? datadogIn(input) : null;
    if (datadog == null) {
      return parent == null
          ? UpstreamContext.NONE
          : new UpstreamContext(parent, null, null, null, null, null, null);
    }
    return new UpstreamContext(
        parent,
        datadog.path("RootExecutionId").textValue(),
        datadog.path("x-datadog-trace-id").textValue(),
        datadog.path("x-datadog-tags").textValue(),
        null,
        null,
        null);
  }

  /**
   * The one execution of the child's own state machine that the input names; null when there are
   * several.
   */
  private static @Nullable String parentIn(String input, ExecutionArn child) {
    if (!input.contains(":execution:")) {
      return null;
    }
    Set<String> parents = new TreeSet<>();
    Matcher matcher = STANDARD_EXECUTION.matcher(input);
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

  private static @Nullable JsonNode datadogIn(String input) {
    try {
      return Json.tree(input).findValue("_datadog");
    } catch (JsonProcessingException cutShort) {
      return null;
    }
  }
}

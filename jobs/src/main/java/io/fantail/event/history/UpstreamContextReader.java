package io.fantail.event.history;

import io.fantail.event.ExecutionArn;
import io.fantail.event.UpstreamContext;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link UpstreamContext} out of the input that {@code ExecutionStarted} shows. Datadog
 * lets {@code _datadog} be "located anywhere in the payload"; of several the first in the order of
 * the document counts, before bare headers such as those of an API Gateway event. Ids that are none
 * count as missing.
 */
public final class UpstreamContextReader {
  private static final Pattern STANDARD_EXECUTION =
      Pattern.compile("arn:[^:\"\\\\]+:states:[^:\"\\\\]*:[^:\"\\\\]*:execution:[^\"\\\\\\s]+");

  private UpstreamContextReader() {}

  public static UpstreamContext of(ExecutionArn execution, @Nullable String input) {
    if (input == null) {
      return UpstreamContext.NONE;
    }
    String startedBy = StartedExecution.starterIn(execution, input);
    List<TraceCarrier> carriers = TraceWords.isIn(input) ? carriersIn(input) : List.of();
    TraceCarrier caller = first(carriers, TraceCarrier::namesTrace);
    String parent =
        execution.isDistributedMapChild() ? parentIn(input, execution, caller.root) : null;
    if (parent == null && startedBy == null && carriers.isEmpty()) {
      return UpstreamContext.NONE;
    }
    return new UpstreamContext(
        parent,
        caller.root,
        caller.traceId,
        caller.traceId == null ? null : caller.tags,
        startedBy,
        caller.parentId,
        first(carriers, carrier -> carrier.traceparent != null).traceparent);
  }

  /** A {@code _datadog} was put there for whom the input is; headers may be a former caller's. */
  private static List<TraceCarrier> carriersIn(String input) {
    return TraceCarrierSearch.in(input).stream()
        .sorted(Comparator.comparing(carrier -> !carrier.isDatadog))
        .toList();
  }

  /** One that carries nothing where none is of the kind. */
  private static TraceCarrier first(List<TraceCarrier> carriers, Predicate<TraceCarrier> kind) {
    return carriers.stream().filter(kind).findFirst().orElseGet(() -> new TraceCarrier(false));
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
    Matcher matcher =
        STANDARD_EXECUTION.matcher(withoutFirst(StartedExecution.withoutStarter(input), root));
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
    if (root == null) {
      return input;
    }
    int inObject = input.indexOf('"' + root + '"');
    // In JSON within a string the quotes are escaped.
    int at = inObject < 0 ? input.indexOf('"' + root + '\\') : inObject;
    return at < 0 ? input : input.substring(0, at + 1) + input.substring(at + 1 + root.length());
  }
}

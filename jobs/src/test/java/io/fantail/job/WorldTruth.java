package io.fantail.job;

import io.fantail.span.SpanKind;
import io.fantail.testing.workflow.Keeping;
import io.fantail.testing.workflow.TrueExecution;
import io.fantail.testing.workflow.TrueInvocation;
import io.fantail.testing.workflow.TrueSpan;
import io.fantail.testing.workflow.WorldArchive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The true world, to be asked by what rows of the tables show. */
final class WorldTruth {
  final Map<String, TrueExecution> executions = new HashMap<>();

  /** Request ids of the invocations that an attempt made, by the attempt's key. */
  private final Map<String, Set<String>> calledBy = new HashMap<>();

  /** Function of a request. */
  final Map<String, String> functions = new HashMap<>();

  private final Map<String, List<TrueSpan>> spans = new HashMap<>();
  private final WorldArchive archive;

  WorldTruth(WorldArchive archive, List<TrueInvocation> invocations) {
    this.archive = archive;
    for (TrueExecution execution : archive.executions()) {
      executions.put(execution.arn(), execution);
      collect(execution, execution.run.root);
    }
    for (TrueInvocation invocation : invocations) {
      functions.put(invocation.requestId(), invocation.function());
      if (invocation.by() != null && invocation.executionArn() != null) {
        calledBy
            .computeIfAbsent(
                keyOf(invocation.executionArn(), invocation.by()), key -> new HashSet<>())
            .add(invocation.requestId());
      }
    }
  }

  private void collect(TrueExecution execution, TrueSpan span) {
    if (span.beginEvent <= execution.events().size()) {
      spans.computeIfAbsent(keyOf(execution.arn(), span), key -> new ArrayList<>()).add(span);
    }
    span.children.forEach(child -> collect(execution, child));
  }

  private static String keyOf(String arn, TrueSpan span) {
    return key(arn, span.kind.column(), span.name, span.startedAt);
  }

  /** What a row shows of where a span began; several spans may share it. */
  static String key(String arn, String kind, @Nullable String name, long startedAtMillis) {
    String known = String.valueOf(name);
    boolean branch = kind.equals(SpanKind.BRANCH.column());
    String bare = branch ? known.replaceAll("\\[\\d+]$", "") : known;
    return arn + " " + kind + " " + bare + " " + startedAtMillis;
  }

  List<TrueSpan> spansAt(String key) {
    return spans.getOrDefault(key, List.of());
  }

  Set<String> requestsOf(String key) {
    return calledBy.getOrDefault(key, Set.of());
  }

  boolean isLogged(String requestId) {
    return archive.loggedFunctions.contains(functions.getOrDefault(requestId, ""));
  }

  Keeping keeping(String arn) {
    return archive.kept.getOrDefault(arn, Keeping.NOTHING);
  }

  boolean isDescribed(String arn) {
    return archive.described.contains(arn);
  }
}

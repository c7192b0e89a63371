package io.fantail.job;

import io.fantail.shape.Column;
import io.fantail.span.SpanKind;
import io.fantail.testing.workflow.Evidence;
import io.fantail.testing.workflow.TrueExecution;
import io.fantail.testing.workflow.TrueFunction;
import io.fantail.testing.workflow.TrueInvocation;
import io.fantail.testing.workflow.TrueSpan;
import io.fantail.testing.workflow.WorldArchive;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  /** Function of a request. */
  final Map<String, TrueFunction> functions = new HashMap<>();

  final Evidence evidence;

  /** Request ids of the invocations that an attempt made, by the attempt's key. */
  private final Map<String, Set<String>> calledBy = new HashMap<>();

  private final Map<String, List<TrueSpan>> spans = new HashMap<>();

  WorldTruth(WorldArchive archive, List<TrueInvocation> invocations) {
    this.evidence = archive.evidence();
    for (TrueExecution execution : archive.executions()) {
      executions.put(execution.arn(), execution);
      collect(execution.arn(), execution.events().size(), execution.run.root);
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

  private void collect(String arn, int events, TrueSpan span) {
    if (span.beginEvent <= events) {
      spans.computeIfAbsent(keyOf(arn, span), key -> new ArrayList<>()).add(span);
    }
    span.children.forEach(child -> collect(arn, events, child));
  }

  static String keyOf(String arn, TrueSpan span) {
    return key(arn, Column.wordOf(span.kind), span.name, span.startedAt);
  }

  /** What a row shows of where a span began; several spans may share it. */
  static String key(String arn, String kind, @Nullable String name, long startedAtMillis) {
    String known = String.valueOf(name);
    boolean branch = kind.equals(Column.wordOf(SpanKind.BRANCH));
    String bare =
        branch && known.endsWith("]") ? known.substring(0, known.lastIndexOf('[')) : known;
    return arn + " " + kind + " " + bare + " " + startedAtMillis;
  }

  List<TrueSpan> spansAt(String key) {
    return spans.getOrDefault(key, List.of());
  }

  Set<String> requestsOf(String key) {
    return calledBy.getOrDefault(key, Set.of());
  }

  boolean isLogged(String requestId) {
    TrueFunction function = functions.get(requestId);
    return function != null && evidence.isLogged(function);
  }

  /** The trace that the archive shows an execution to begin, if it is the first of it. */
  String traceOf(TrueExecution root) {
    String upstream = root.input.upstream();
    boolean shown = evidence.showsInput(root.arn());
    return upstream != null && shown ? upstream : hashed(root.arn());
  }

  /** As Datadog's libraries derive it: the halves of the first 16 bytes, their signs cleared. */
  static String hashed(String arn) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
      ByteBuffer halves = ByteBuffer.wrap(sha);
      long upper = halves.getLong() & Long.MAX_VALUE;
      long lower = halves.getLong() & Long.MAX_VALUE;
      return "%016x%016x".formatted(Math.max(1, upper), Math.max(1, lower));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

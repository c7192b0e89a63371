package io.fantail.trace.lambda;

import io.fantail.span.Execution;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.durable.DurableExecution;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.spark.Codec;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.trace.TraceStage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/**
 * Brings attempts together with the invocations they caused; the only place where executions meet
 * Lambda logs. Only ids travel to the logs, and only what was found travels back.
 */
public final class LambdaStage {
  private static final Codec<RequestClaim> CLAIM = Codec.of(RequestClaim::shape);

  private LambdaStage() {}

  /**
   * What the logs, and the histories of durable executions, say of the attempts, by the ARN of the
   * attempt's execution, sorted. An attempt of which they say nothing is not among them.
   *
   * @param built by {@link TraceStage#build}
   * @param invocations by request id, sorted
   * @param durables by their ARN, sorted; null where there are none
   * @param unnamedFunctions the functions of attempts whose events name no request id
   */
  public static Keyed<LambdaMatch> matches(
      Keyed<ExecutionSpans> built,
      Keyed<LambdaInvocation> invocations,
      @Nullable Keyed<DurableExecution> durables,
      Set<String> unnamedFunctions,
      int partitions) {
    Keyed<ExecutionSpans> attempts = built.readBy(PackedExecution.ATTEMPTS);
    if (durables == null) {
      return open(attempts, invocations, unnamedFunctions, partitions).sorted(partitions);
    }
    DurableLinks links = DurableLinks.of(attempts, durables, invocations, partitions);
    Keyed<LambdaMatch> open = open(attempts, links.openInvocations(), unnamedFunctions, partitions);
    return open.plus(links.matches(open)).sorted(partitions);
  }

  /** What is found by request id, X-Ray trace and time alone, unsorted. */
  private static Keyed<LambdaMatch> open(
      Keyed<ExecutionSpans> attempts,
      Keyed<LambdaInvocation> invocations,
      Set<String> unnamedFunctions,
      int partitions) {
    JavaRDD<LoggedRequest> requests =
        invocations.walkAlong(
            attempts.walk(CLAIM, LambdaStage::claims).sorted(partitions), LambdaStage::requests);
    Keyed<LambdaMatch> matches = Keyed.of(requests, LambdaMatch.CODEC, LambdaStage::found);
    if (!unnamedFunctions.isEmpty()) {
      matches =
          matches.plus(
              TimeWindowStage.matches(
                  attempts,
                  UnclaimedStage.unclaimed(requests, unnamedFunctions, partitions),
                  partitions));
    }
    return matches;
  }

  /** Each attempt that names a request id, by that id. */
  private static Iterator<Pair<RequestClaim>> claims(Iterator<Packed<ExecutionSpans>> attempts) {
    return Iterators.stream(attempts)
        .flatMap(execution -> claims(execution.unpack()).stream())
        .iterator();
  }

  private static List<Pair<RequestClaim>> claims(ExecutionSpans built) {
    List<Pair<RequestClaim>> claims = new ArrayList<>();
    Execution execution = built.execution();
    for (Span span : built.spans()) {
      String requestId = span.call().requestId();
      if (requestId != null && LambdaLink.mayHaveRun(span)) {
        RequestClaim claim = RequestClaim.of(execution.arn(), execution.parts(), span);
        claims.add(new Pair<>(requestId, claim));
      }
    }
    return claims;
  }

  private static Iterator<LoggedRequest> requests(
      Iterator<Packed<LambdaInvocation>> invocations, Iterator<Packed<RequestClaim>> claims) {
    Groups<RequestClaim> claimsById = new Groups<>(claims);
    return Iterators.map(
        new Groups<>(invocations),
        invocation ->
            new LoggedRequest(
                claimsById.valuesOf(invocation.key()), InvocationStage.runs(invocation)));
  }

  private static Iterator<Pair<LambdaMatch>> found(Iterator<LoggedRequest> requests) {
    return Iterators.stream(requests).flatMap(LambdaStage::found).iterator();
  }

  private static Stream<Pair<LambdaMatch>> found(LoggedRequest request) {
    return RequestClaim.decided(request.claims(), request.runs()).stream()
        .map(found -> new Pair<>(found.claim().executionArn(), found.match()));
  }
}

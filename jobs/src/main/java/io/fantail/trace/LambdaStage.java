package io.fantail.trace;

import io.fantail.event.KeyStage;
import io.fantail.event.SortedParts;
import io.fantail.span.Execution;
import io.fantail.span.InvocationStage;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecutionSpans;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Brings attempts together with the invocations they caused; the only place where executions meet
 * Lambda logs. Only ids travel to the logs, and only what was found travels back.
 */
public final class LambdaStage {
  /**
   * A request id of the logs.
   *
   * @param claims of the attempts that name it
   */
  record Request(List<RequestClaim> claims, List<LambdaInvocation> runs) {

    /** Of the attempts that it can be of. */
    List<RequestClaim> believableClaims() {
      return RequestClaim.believable(claims, runs);
    }
  }

  private LambdaStage() {}

  /**
   * What the logs say of the attempts: {@link LambdaMatch}es by the ARN of the attempt's execution,
   * by {@link KeyStage}. An attempt of which they say nothing is not among them.
   *
   * @param built by {@link TraceStage#build}
   * @param invocations by request id, by {@link KeyStage}
   * @param unnamedFunctions the functions of attempts whose events name no request id
   */
  public static JavaPairRDD<String, byte[]> matches(
      JavaPairRDD<String, byte[]> built,
      JavaPairRDD<String, byte[]> invocations,
      Set<String> unnamedFunctions,
      int partitions) {
    JavaRDD<Request> requests =
        KeyStage.byKey(claims(built), partitions).zipPartitions(invocations, LambdaStage::requests);
    JavaPairRDD<String, byte[]> matches = requests.flatMapToPair(LambdaStage::found);
    if (!unnamedFunctions.isEmpty()) {
      matches =
          matches.union(
              TimeWindowStage.matches(
                  built,
                  UnclaimedStage.unclaimed(requests, unnamedFunctions, partitions),
                  partitions));
    }
    return KeyStage.byKey(matches, partitions);
  }

  /** Each attempt that names a request id, by that id. */
  private static JavaPairRDD<String, byte[]> claims(JavaPairRDD<String, byte[]> built) {
    return built
        .values()
        .flatMapToPair(packed -> claims(PackedExecutionSpans.unpackAttempts(packed)));
  }

  private static Iterator<Tuple2<String, byte[]>> claims(ExecutionSpans built) {
    List<Tuple2<String, byte[]>> claims = new ArrayList<>();
    Execution execution = built.execution();
    for (Span span : built.spans()) {
      String requestId = span.call().requestId();
      if (requestId != null && LambdaLink.mayHaveRun(span)) {
        RequestClaim claim = RequestClaim.of(execution.arn(), execution.parts(), span);
        claims.add(new Tuple2<>(requestId, claim.pack()));
      }
    }
    return claims.iterator();
  }

  private static Iterator<Request> requests(
      Iterator<Tuple2<String, byte[]>> sortedClaims,
      Iterator<Tuple2<String, byte[]>> sortedInvocations) {
    SortedParts claims = new SortedParts(sortedClaims);
    SortedParts invocations = new SortedParts(sortedInvocations);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        String key = invocations.nextKey();
        if (key != null && !InvocationStage.isRequestId(key)) {
          invocations.next();
        }
        return invocations.hasNext();
      }

      @Override
      public Request next() {
        SortedParts.OfKey invocation = invocations.next();
        return new Request(
            claims.valuesOf(invocation.key()).stream().map(RequestClaim::unpack).toList(),
            InvocationStage.runs(invocation));
      }
    };
  }

  private static Iterator<Tuple2<String, byte[]>> found(Request request) {
    return RequestClaim.decided(request.claims, request.runs).stream()
        .map(found -> new Tuple2<>(found.claim().executionArn(), found.match().pack()))
        .iterator();
  }
}

package io.fantail.trace;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.KeyStage;
import io.fantail.event.Packed;
import io.fantail.event.SortedParts;
import io.fantail.span.InvocationStage;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.PackedExecutionSpans;
import io.fantail.span.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
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
  record Request(List<Claim> claims, List<LambdaInvocation> runs) {}

  /** An attempt that names a request id. */
  record Claim(String executionArn, String spanId, @Nullable String functionName) {
    byte[] pack() {
      Output out = Packed.output();
      Packed.writeText(out, executionArn);
      Packed.writeText(out, spanId);
      Packed.writeText(out, functionName);
      return out.toBytes();
    }

    static Claim unpack(byte[] packed) {
      Input in = new Input(packed);
      return new Claim(Packed.readKnownText(in), Packed.readKnownText(in), Packed.readText(in));
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
    return built.flatMapToPair(
        execution ->
            PackedExecutionSpans.unpack(execution._2()).spans().stream()
                .filter(LambdaLink::mayHaveRun)
                .flatMap(attempt -> claim(execution._1(), attempt))
                .iterator());
  }

  private static Stream<Tuple2<String, byte[]>> claim(String arn, Span attempt) {
    String requestId = attempt.call().requestId();
    Claim claim = new Claim(arn, attempt.spanId(), attempt.call().functionName());
    return requestId == null ? Stream.empty() : Stream.of(new Tuple2<>(requestId, claim.pack()));
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
            claims.valuesOf(invocation.key()).stream().map(Claim::unpack).toList(),
            InvocationStage.runs(invocation));
      }
    };
  }

  private static Iterator<Tuple2<String, byte[]>> found(Request request) {
    List<Tuple2<String, byte[]>> matches = new ArrayList<>();
    for (Claim claim : request.claims) {
      for (LambdaInvocation run : request.runs) {
        LambdaMatch match = new LambdaMatch(claim.spanId, LambdaLink.REQUEST_ID, run);
        matches.add(new Tuple2<>(claim.executionArn, match.pack()));
      }
    }
    return matches.iterator();
  }
}

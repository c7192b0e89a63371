package io.fantail.trace;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.KeyStage;
import io.fantail.event.Packed;
import io.fantail.event.SortedParts;
import io.fantail.span.InvocationStage;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.PackedExecutionSpans;
import io.fantail.span.PackedInvocation;
import io.fantail.span.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Brings attempts together with the invocations they caused; the only place where executions meet
 * Lambda logs. Only ids travel to the logs, and only what was found travels back.
 */
public final class LambdaStage {
  /** An invocation's request id with the attempts that name it. */
  private record Request(List<byte[]> claims, List<LambdaInvocation> runs) {}

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
                  built, unclaimed(requests, partitions), unnamedFunctions, partitions));
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
    if (requestId == null) {
      return Stream.empty();
    }
    Output out = Packed.output();
    Packed.writeText(out, arn);
    Packed.writeText(out, attempt.spanId());
    Packed.writeText(out, attempt.call().functionName());
    return Stream.of(new Tuple2<>(requestId, out.toBytes()));
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
        return new Request(claims.valuesOf(invocation.key()), InvocationStage.runs(invocation));
      }
    };
  }

  private static Iterator<Tuple2<String, byte[]>> found(Request request) {
    List<Tuple2<String, byte[]>> matches = new ArrayList<>();
    for (byte[] claim : request.claims) {
      Input in = new Input(claim);
      String arn = Packed.readKnownText(in);
      String spanId = Packed.readKnownText(in);
      for (LambdaInvocation run : request.runs) {
        matches.add(new Tuple2<>(arn, new LambdaMatch(spanId, LambdaLink.REQUEST_ID, run).pack()));
      }
    }
    return matches.iterator();
  }

  /**
   * The invocations that no attempt names, by their function. Where the archive dropped the log
   * group, other invocations in the stream tell it.
   */
  private static JavaPairRDD<String, LambdaInvocation> unclaimed(
      JavaRDD<Request> requests, int partitions) {
    JavaRDD<LambdaInvocation> all =
        requests
            .filter(request -> request.claims.isEmpty())
            .flatMap(request -> request.runs.iterator())
            .filter(run -> run.startedAt() != null);
    JavaPairRDD<String, byte[]> nameless =
        all.filter(run -> run.functionName() == null && run.logStream() != null)
            .mapToPair(run -> new Tuple2<>(run.logStream(), PackedInvocation.pack(run)));
    JavaPairRDD<String, byte[]> functionsOfStreams =
        requests
            .flatMapToPair(LambdaStage::functionsOfStreams)
            .distinct()
            .mapValues(name -> name.getBytes(StandardCharsets.UTF_8));
    return all.filter(run -> run.functionName() != null)
        .mapToPair(run -> new Tuple2<>(run.functionName(), run))
        .union(
            KeyStage.byKey(nameless, partitions)
                .zipPartitions(KeyStage.byKey(functionsOfStreams, partitions), LambdaStage::named)
                .mapToPair(pair -> pair));
  }

  /** The streams without a log group, with the function that attempts say runs there. */
  private static Iterator<Tuple2<String, String>> functionsOfStreams(Request request) {
    List<Tuple2<String, String>> functions = new ArrayList<>();
    for (LambdaInvocation run : request.runs) {
      for (byte[] claim : request.claims) {
        Input in = new Input(claim);
        Packed.readText(in);
        Packed.readText(in);
        String function = Packed.readText(in);
        if (run.functionName() == null && run.logStream() != null && function != null) {
          functions.add(new Tuple2<>(run.logStream(), function));
        }
      }
    }
    return functions.iterator();
  }

  private static Iterator<Tuple2<String, LambdaInvocation>> named(
      Iterator<Tuple2<String, byte[]>> sortedNameless,
      Iterator<Tuple2<String, byte[]>> sortedFunctions) {
    SortedParts functions = new SortedParts(sortedFunctions);
    SortedParts nameless = new SortedParts(sortedNameless);
    Iterable<SortedParts.OfKey> streams = () -> nameless;
    return StreamSupport.stream(streams.spliterator(), false)
        .flatMap(
            stream -> {
              List<byte[]> names = functions.valuesOf(stream.key());
              return stream.values().stream()
                  .map(run -> PackedInvocation.read(new Input(run)))
                  .flatMap(
                      run ->
                          names.stream()
                              .map(name -> new String(name, StandardCharsets.UTF_8))
                              .map(name -> new Tuple2<>(name, run)));
            })
        .iterator();
  }
}

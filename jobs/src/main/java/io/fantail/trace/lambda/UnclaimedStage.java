package io.fantail.trace.lambda;

import io.fantail.span.LambdaInvocation;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.spark.Assorted;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Codec;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;

/**
 * Finds the invocations that no attempt names. Where the archive dropped the log group, and the
 * name of the function with it, an attempt that names another invocation in the stream tells it.
 */
final class UnclaimedStage {
  private static final Codec<String> NAME = Codec.of(fields -> fields.text(name -> name));

  /** What an invocation tells; few do, and to find them, all attempts and logs are walked along. */
  private enum Told {
    /** Itself, by the function that it is of. */
    OF_FUNCTION,
    /** Itself, by the stream that it is in. */
    IN_STREAM,
    /** By its stream the function that runs there. */
    RUNS_IN_STREAM
  }

  private UnclaimedStage() {}

  /**
   * The invocations with a start, by function.
   *
   * @param functions that are looked for
   */
  static Keyed<LambdaInvocation> unclaimed(
      JavaRDD<LoggedRequest> requests, Set<String> functions, int partitions) {
    Assorted<Told> told =
        Assorted.of(
            requests,
            Told.values().length,
            partitions,
            ofTask -> {
              Set<String> namesOfStreams = new HashSet<>();
              return Iterators.stream(ofTask)
                  .flatMap(request -> told(request, functions, namesOfStreams))
                  .iterator();
            });
    Keyed<LambdaInvocation> nameless = told.only(Told.IN_STREAM, InvocationStage.CODEC);
    JavaRDD<Pair<LambdaInvocation>> named =
        nameless.walkAlong(told.only(Told.RUNS_IN_STREAM, NAME), UnclaimedStage::named);
    return told.only(Told.OF_FUNCTION, InvocationStage.CODEC)
        .plus(Keyed.of(named, InvocationStage.CODEC, pairs -> pairs))
        .withKeys(functions::contains);
  }

  private static Stream<Value<Told>> told(
      LoggedRequest request, Set<String> functions, Set<String> namesOfStreams) {
    List<RequestClaim> claims = RequestClaim.believable(request.claims(), request.runs());
    return request.runs().stream()
        .flatMap(
            run ->
                claims.isEmpty()
                    ? toldByUnclaimed(run, functions)
                    : claims.stream().flatMap(claim -> toldByClaim(run, claim, namesOfStreams)));
  }

  private static Stream<Value<Told>> toldByUnclaimed(LambdaInvocation run, Set<String> functions) {
    String function = run.functionName();
    String stream = run.logStream();
    if (run.startedAt() == null) {
      return Stream.of();
    } else if (function != null) {
      return functions.contains(function)
          ? Stream.of(new Value<>(Told.OF_FUNCTION, function, InvocationStage.CODEC.pack(run)))
          : Stream.of();
    }
    return stream == null
        ? Stream.of()
        : Stream.of(new Value<>(Told.IN_STREAM, stream, InvocationStage.CODEC.pack(run)));
  }

  private static Stream<Value<Told>> toldByClaim(
      LambdaInvocation run, RequestClaim claim, Set<String> namesOfStreams) {
    String stream = run.logStream();
    String function = claim.functionName();
    if (run.functionName() != null || stream == null || function == null) {
      return Stream.of();
    }
    return namesOfStreams.add(stream + '\0' + function)
        ? Stream.of(new Value<>(Told.RUNS_IN_STREAM, stream, NAME.pack(function)))
        : Stream.of();
  }

  private static Iterator<Pair<LambdaInvocation>> named(
      Iterator<Packed<LambdaInvocation>> nameless, Iterator<Packed<String>> names) {
    Groups<String> namesOfStreams = new Groups<>(names);
    return Iterators.stream(new Groups<>(nameless))
        .flatMap(
            stream ->
                namesOfStreams.valuesOf(stream.key()).stream()
                    .distinct()
                    .flatMap(
                        function -> stream.values().stream().map(run -> new Pair<>(function, run))))
        .iterator();
  }
}

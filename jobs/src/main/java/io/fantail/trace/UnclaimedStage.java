package io.fantail.trace;

import io.fantail.event.KeyStage;
import io.fantail.event.SortedParts;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.PackedInvocation;
import io.fantail.trace.LambdaStage.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Finds the invocations that no attempt names. Where the archive dropped the log group, and the
 * name of the function with it, an attempt that names another invocation in the stream tells it.
 */
final class UnclaimedStage {
  /** Before the name of a function, and behind it an invocation of it. */
  private static final char OF_FUNCTION = 'F';

  /** Before the name of a stream, and behind it an invocation in it. */
  private static final char IN_STREAM = 'I';

  /** Before the name of a stream, and behind it the function that runs there. */
  private static final char RUNS_IN_STREAM = 'R';

  private UnclaimedStage() {}

  /**
   * The invocations with a start, by function.
   *
   * @param functions that are looked for
   */
  static JavaPairRDD<String, byte[]> unclaimed(
      JavaRDD<Request> requests, Set<String> functions, int partitions) {
    // Few, and kept: to find them, all attempts and all logs are walked along.
    JavaPairRDD<String, byte[]> leftOver =
        requests
            .mapPartitionsToPair(inPartition -> leftOver(inPartition, functions))
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    JavaPairRDD<String, byte[]> nameless = KeyStage.byKey(only(IN_STREAM, leftOver), partitions);
    JavaPairRDD<String, byte[]> names = KeyStage.byKey(only(RUNS_IN_STREAM, leftOver), partitions);
    return only(OF_FUNCTION, leftOver)
        .union(nameless.zipPartitions(names, UnclaimedStage::named).mapToPair(pair -> pair))
        .filter(invocation -> functions.contains(invocation._1()));
  }

  private static Iterator<Tuple2<String, byte[]>> leftOver(
      Iterator<Request> inPartition, Set<String> functions) {
    Set<String> namesOfStreams = new HashSet<>();
    Iterable<Request> requests = () -> inPartition;
    return StreamSupport.stream(requests.spliterator(), false)
        .flatMap(request -> leftOver(request, functions, namesOfStreams).stream())
        .iterator();
  }

  private static List<Tuple2<String, byte[]>> leftOver(
      Request request, Set<String> functions, Set<String> namesOfStreams) {
    List<Tuple2<String, byte[]>> found = new ArrayList<>();
    List<RequestClaim> claims = request.believableClaims();
    for (LambdaInvocation run : request.runs()) {
      if (!claims.isEmpty()) {
        claims.forEach(claim -> addName(run, claim, namesOfStreams, found));
      } else if (run.startedAt() != null) {
        addUnclaimed(run, functions, found);
      }
    }
    return found;
  }

  private static void addUnclaimed(
      LambdaInvocation run, Set<String> functions, List<Tuple2<String, byte[]>> found) {
    String function = run.functionName();
    if (function != null && functions.contains(function)) {
      found.add(new Tuple2<>(OF_FUNCTION + function, PackedInvocation.pack(run)));
    } else if (function == null && run.logStream() != null) {
      found.add(new Tuple2<>(IN_STREAM + run.logStream(), PackedInvocation.pack(run)));
    }
  }

  private static void addName(
      LambdaInvocation run,
      RequestClaim claim,
      Set<String> namesOfStreams,
      List<Tuple2<String, byte[]>> found) {
    String stream = run.logStream();
    String function = claim.functionName();
    if (run.functionName() != null || stream == null || function == null) {
      return;
    }
    if (namesOfStreams.add(stream + '\0' + function)) {
      byte[] name = function.getBytes(StandardCharsets.UTF_8);
      found.add(new Tuple2<>(RUNS_IN_STREAM + stream, name));
    }
  }

  private static JavaPairRDD<String, byte[]> only(char kind, JavaPairRDD<String, byte[]> leftOver) {
    return leftOver
        .filter(pair -> pair._1().charAt(0) == kind)
        .mapToPair(pair -> new Tuple2<>(pair._1().substring(1), pair._2()));
  }

  private static Iterator<Tuple2<String, byte[]>> named(
      Iterator<Tuple2<String, byte[]>> sortedNameless,
      Iterator<Tuple2<String, byte[]>> sortedNames) {
    SortedParts names = new SortedParts(sortedNames);
    Iterable<SortedParts.OfKey> streams = () -> new SortedParts(sortedNameless);
    return StreamSupport.stream(streams.spliterator(), false)
        .flatMap(stream -> named(stream, names.valuesOf(stream.key())))
        .iterator();
  }

  private static Stream<Tuple2<String, byte[]>> named(
      SortedParts.OfKey stream, List<byte[]> names) {
    return names.stream()
        .map(name -> new String(name, StandardCharsets.UTF_8))
        .distinct()
        .flatMap(function -> stream.values().stream().map(run -> new Tuple2<>(function, run)));
  }
}

package io.fantail.trace.lambda;

import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.durable.DurableExecution;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.spark.Assorted;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Codec;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Joined;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/**
 * Brings durable executions together with the attempts that began them, and so all their
 * invocations: the history of a durable execution names the request of each.
 *
 * <ol>
 *   <li>An attempt names the durable execution, or one of its requests: all its invocations are the
 *       attempt's.
 *   <li>Of any other durable execution the invocations behind the first one are nobody's: no
 *       attempt called them. The first one is looked for by time like any invocation.
 *   <li>Where the time told the first one, the others follow.
 * </ol>
 */
final class DurableLinks {
  private static final Codec<String> TEXT = Codec.of(fields -> fields.text(text -> text));

  /** What a durable execution tells. */
  private enum Told {
    /** By a request id, the attempt that the invocation is of. */
    OWNED_REQUEST,
    /** By a request id, that no attempt called the invocation. */
    UNCALLED_REQUEST,
    /** By the execution of an attempt, what the attempt began. */
    FOUND,
    /** By its first request id, itself: it may be found by time. */
    UNNAMED
  }

  private final Assorted<Told> told;
  private final Keyed<LambdaInvocation> invocations;
  private final int partitions;

  private DurableLinks(Assorted<Told> told, Keyed<LambdaInvocation> invocations, int partitions) {
    this.told = told;
    this.invocations = invocations;
    this.partitions = partitions;
  }

  /**
   * Decides by what attempts name.
   *
   * @param attempts of each execution
   * @param durables by their ARN, sorted
   * @param invocations by request id, sorted
   */
  static DurableLinks of(
      Keyed<ExecutionSpans> attempts,
      Keyed<DurableExecution> durables,
      Keyed<LambdaInvocation> invocations,
      int partitions) {
    JavaRDD<Pair<DurableOwner>> naming =
        attempts
            .walk(DurableOwner.CODEC, DurableLinks::owners)
            .sorted(partitions)
            .walkAlong(
                durables.walk(TEXT, DurableLinks::names).sorted(partitions),
                DurableLinks::byDurable);
    Keyed<DurableOwner> owners =
        Keyed.<Pair<DurableOwner>, DurableOwner>of(naming, DurableOwner.CODEC, pairs -> pairs)
            .sorted(partitions);
    return new DurableLinks(
        Assorted.of(durables.joined(owners), Told.values().length, partitions, DurableLinks::told),
        invocations,
        partitions);
  }

  /** The invocations that attempts may have called, and that nobody is known to have. */
  Keyed<LambdaInvocation> openInvocations() {
    Keyed<String> uncalled = told.only(Told.UNCALLED_REQUEST, TEXT);
    Keyed<String> owned =
        told.only(Told.OWNED_REQUEST, DurableOwner.CODEC)
            .walk(TEXT, owners -> Iterators.map(owners, one -> new Pair<>(one.key(), "")));
    return Keyed.of(
        invocations.walkAlong(uncalled.merged(owned), DurableLinks::without),
        InvocationStage.CODEC,
        pairs -> pairs);
  }

  /**
   * What is found of durable executions and their invocations, by the ARN of the attempt's
   * execution, unsorted.
   *
   * @param open what was found in the {@link #openInvocations}
   */
  Keyed<LambdaMatch> matches(Keyed<LambdaMatch> open) {
    Keyed<DurableOwner> byTime =
        open.walk(DurableOwner.CODEC, DurableLinks::foundByTime).sorted(partitions);
    JavaRDD<Value<Told>> late =
        told.only(Told.UNNAMED, DurableExecution.CODEC).walkAlong(byTime, DurableLinks::toldByTime);
    Assorted<Told> toldLate = Assorted.of(late, Told.values().length, partitions, values -> values);
    return found(told).plus(found(toldLate));
  }

  private Keyed<LambdaMatch> found(Assorted<Told> tellers) {
    JavaRDD<Pair<LambdaMatch>> runs =
        invocations.walkAlong(
            tellers.only(Told.OWNED_REQUEST, DurableOwner.CODEC), DurableLinks::runs);
    return tellers
        .only(Told.FOUND, LambdaMatch.CODEC)
        .plus(Keyed.of(runs, LambdaMatch.CODEC, pairs -> pairs));
  }

  private static Iterator<Pair<DurableOwner>> owners(Iterator<Packed<ExecutionSpans>> attempts) {
    return Iterators.stream(attempts)
        .flatMap(execution -> owners(execution.unpack()).stream())
        .iterator();
  }

  private static List<Pair<DurableOwner>> owners(ExecutionSpans built) {
    List<Pair<DurableOwner>> owners = new ArrayList<>();
    String executionArn = built.execution().arn();
    for (Span span : built.spans()) {
      String requestId = span.call().requestId();
      String durableArn = span.call().durableExecutionArn();
      if (requestId != null && LambdaLink.mayHaveRun(span)) {
        owners.add(
            new Pair<>(requestId, DurableOwner.of(executionArn, span, LambdaLink.REQUEST_ID)));
      }
      if (durableArn != null && LambdaLink.mayHaveRun(span)) {
        owners.add(
            new Pair<>(
                durableArn, DurableOwner.of(executionArn, span, LambdaLink.DURABLE_EXECUTION)));
      }
    }
    return owners;
  }

  /** Each durable execution's ARN by itself and by its request ids. */
  private static Iterator<Pair<String>> names(Iterator<Packed<DurableExecution>> durables) {
    return Iterators.stream(durables)
        .map(Packed::unpack)
        .flatMap(
            durable ->
                Stream.concat(Stream.of(durable.arn()), durable.requestIds().stream())
                    .map(name -> new Pair<>(name, durable.arn())))
        .iterator();
  }

  private static Iterator<Pair<DurableOwner>> byDurable(
      Iterator<Packed<DurableOwner>> owners, Iterator<Packed<String>> names) {
    Groups<String> arnsByName = new Groups<>(names);
    return Iterators.stream(new Groups<>(owners))
        .flatMap(
            named ->
                arnsByName.valuesOf(named.key()).stream()
                    .flatMap(arn -> named.values().stream().map(owner -> new Pair<>(arn, owner))))
        .iterator();
  }

  private static Iterator<Value<Told>> told(
      Iterator<Joined<DurableExecution, DurableOwner>> durables) {
    return Iterators.stream(durables)
        .flatMap(one -> told(one.packed().unpack(), one.others()).stream())
        .iterator();
  }

  private static List<Value<Told>> told(DurableExecution durable, List<DurableOwner> naming) {
    DurableOwner owner = DurableOwner.of(durable, naming);
    if (owner != null) {
      return owned(durable, owner, "");
    }
    List<Value<Told>> told = new ArrayList<>();
    String first = durable.firstRequestId();
    if (first != null) {
      told.add(new Value<>(Told.UNNAMED, first, DurableExecution.CODEC.pack(durable)));
      durable.requestIds().stream()
          .skip(1)
          .forEach(id -> told.add(new Value<>(Told.UNCALLED_REQUEST, id, TEXT.pack(id))));
    }
    return told;
  }

  /**
   * What one tells that an attempt began.
   *
   * @param foundId the request whose invocation is found already
   */
  private static List<Value<Told>> owned(
      DurableExecution durable, DurableOwner owner, String foundId) {
    List<Value<Told>> told = new ArrayList<>();
    told.add(
        new Value<>(
            Told.FOUND, owner.executionArn(), LambdaMatch.CODEC.pack(owner.matchOf(durable))));
    for (String id : durable.requestIds()) {
      if (!id.equals(foundId)) {
        told.add(new Value<>(Told.OWNED_REQUEST, id, DurableOwner.CODEC.pack(owner)));
      }
    }
    return told;
  }

  private static Iterator<Pair<LambdaInvocation>> without(
      Iterator<Packed<LambdaInvocation>> invocations, Iterator<Packed<String>> known) {
    Groups<String> knownIds = new Groups<>(known);
    return Iterators.stream(invocations)
        .filter(invocation -> !knownIds.comeTo(invocation.key()))
        .map(invocation -> new Pair<>(invocation.key(), invocation.unpack()))
        .iterator();
  }

  private static Iterator<Pair<LambdaMatch>> runs(
      Iterator<Packed<LambdaInvocation>> invocations, Iterator<Packed<DurableOwner>> owners) {
    Groups<DurableOwner> ownersById = new Groups<>(owners);
    return Iterators.stream(new Groups<>(invocations))
        .flatMap(
            request -> {
              List<DurableOwner> of = ownersById.valuesOf(request.key());
              return of.isEmpty()
                  ? Stream.of()
                  : InvocationStage.runs(request).stream()
                      .map(run -> new Pair<>(of.get(0).executionArn(), of.get(0).matchOf(run)));
            })
        .iterator();
  }

  private static Iterator<Pair<DurableOwner>> foundByTime(Iterator<Packed<LambdaMatch>> matches) {
    return Iterators.stream(matches)
        .map(match -> foundByTime(match.key(), match.unpack()))
        .flatMap(Stream::ofNullable)
        .iterator();
  }

  private static @Nullable Pair<DurableOwner> foundByTime(String executionArn, LambdaMatch match) {
    LambdaInvocation run = match.invocation();
    boolean isByTime =
        match.link() == LambdaLink.TIME_WINDOW || match.link() == LambdaLink.XRAY_TRACE;
    return run == null || !isByTime
        ? null
        : new Pair<>(run.requestId(), DurableOwner.of(executionArn, match, run));
  }

  private static Iterator<Value<Told>> toldByTime(
      Iterator<Packed<DurableExecution>> unnamed, Iterator<Packed<DurableOwner>> byTime) {
    Groups<DurableOwner> ownersById = new Groups<>(byTime);
    return Iterators.stream(new Groups<>(unnamed))
        .flatMap(
            first -> {
              List<DurableOwner> owners = ownersById.valuesOf(first.key());
              return owners.size() != 1
                  ? Stream.of()
                  : first.values().stream()
                      .flatMap(durable -> owned(durable, owners.get(0), first.key()).stream());
            })
        .iterator();
  }
}

package io.fantail.sample.workflow;

import io.fantail.sample.model.Sandbox;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Randomness;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sandboxes of one function. The one used last is used first, as Lambda does, and each request
 * is later than the one before in its sandbox, so every log stream is written in order of time.
 */
public final class SandboxPool {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  /** The place of the sick one in the order of creation: neither the first nor a late one. */
  private static final int SICK = 2;

  private final NavigableSet<Sandbox> free =
      new TreeSet<>(Comparator.comparingLong(Sandbox::freeAt).thenComparingInt(Sandbox::number));
  private final LambdaFunction function;
  private final int mostInvocations;
  private final Randomness random;
  private final Consumer<Sandbox> retired;
  private final double sickPace;
  private int created;

  /**
   * @param mostInvocations a sandbox is retired after so many, which keeps cold starts coming
   * @param retired told of each sandbox that will not be used again
   * @param sickPace how many times as long everything takes in one of them; 1 when all are healthy
   */
  public SandboxPool(
      LambdaFunction function,
      int mostInvocations,
      Randomness random,
      Consumer<Sandbox> retired,
      double sickPace) {
    this.function = function;
    this.mostInvocations = mostInvocations;
    this.random = random;
    this.retired = retired;
    this.sickPace = sickPace;
  }

  /** A sandbox that is free at the time, new when there is none. */
  Sandbox take(long at) {
    for (Sandbox candidate : free.headSet(freeBy(at), false).descendingSet()) {
      free.remove(candidate);
      return candidate;
    }
    return create(at);
  }

  /**
   * A new sandbox, though others may be free; of those the one that waits longest is retired in its
   * place, so that their number stays what it was.
   */
  Sandbox takeNew(long at) {
    for (Sandbox longest : free.headSet(freeBy(at), false)) {
      if (!longest.sick()) {
        free.remove(longest);
        retired.accept(longest);
        break;
      }
    }
    return create(at);
  }

  private Sandbox create(long at) {
    String stream =
        DAY.format(Instant.ofEpochMilli(at)) + "/[" + function.version() + "]" + random.hex(32);
    double pace = created == SICK ? sickPace : 1;
    return new Sandbox(function, created++, stream, pace);
  }

  /** A free sandbox that is already known to serve this function, or null. */
  @Nullable Sandbox takeProven(long at) {
    for (Sandbox candidate : free.headSet(freeBy(at), false).descendingSet()) {
      if (candidate.proven()) {
        free.remove(candidate);
        return candidate;
      }
    }
    return null;
  }

  /** Takes a sandbox back after a request, or retires it. */
  void giveBack(Sandbox sandbox) {
    if (sandbox.invocations() >= mostInvocations) {
      retired.accept(sandbox);
    } else if (sandbox.invocations() > 0) {
      free.add(sandbox);
    }
  }

  /** Retires every sandbox: no more requests will come. */
  public void close() {
    free.forEach(retired);
    free.clear();
  }

  private Sandbox freeBy(long at) {
    Sandbox bound = new Sandbox(function, Integer.MAX_VALUE, "", 1);
    bound.served(at, false);
    return bound;
  }
}

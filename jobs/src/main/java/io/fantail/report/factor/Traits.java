package io.fantail.report.factor;

import io.fantail.report.trait.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each trait a number, from 0. */
final class Traits {
  private final Map<Trait, Integer> numbers = new HashMap<>();
  private final List<Trait> traits = new ArrayList<>();

  /** Of each trait that is a sandbox the number of its runtime, where any invocation said it. */
  private final List<@Nullable Integer> runtimes = new ArrayList<>();

  int numberOf(Trait trait) {
    Integer known = numbers.putIfAbsent(trait, traits.size());
    if (known != null) {
      return known;
    }
    traits.add(trait);
    runtimes.add(null);
    return traits.size() - 1;
  }

  /** The same traits, numbered in their order. */
  Traits sorted() {
    Traits sorted = new Traits();
    traits.stream()
        .sorted(Comparator.comparing(Trait::factor).thenComparing(Trait::value))
        .forEach(sorted::numberOf);
    return sorted;
  }

  /** The number that others gave to each of these traits. */
  int[] numbersIn(Traits others) {
    return traits.stream().mapToInt(others::numberOf).toArray();
  }

  Trait trait(int number) {
    return traits.get(number);
  }

  int count() {
    return traits.size();
  }

  /** Remembers which runtime a sandbox has; only the first invocation in it says. */
  void noteRuntimeOf(int sandbox, int runtime) {
    Integer known = runtimes.get(sandbox);
    if (known == null || trait(runtime).value().compareTo(trait(known).value()) < 0) {
      runtimes.set(sandbox, runtime);
    }
  }

  /** The runtime of a sandbox, where any of its invocations said; null for any other trait. */
  @Nullable Integer runtimeOf(int trait) {
    return runtimes.get(trait);
  }
}

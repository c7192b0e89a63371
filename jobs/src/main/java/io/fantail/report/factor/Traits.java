package io.fantail.report.factor;

import io.fantail.report.trait.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each trait a number, from 0. */
final class Traits {
  private final Map<Trait, Integer> numbers = new HashMap<>();
  private final List<Trait> traits = new ArrayList<>();

  int numberOf(Trait trait) {
    Integer known = numbers.putIfAbsent(trait, traits.size());
    if (known != null) {
      return known;
    }
    traits.add(trait);
    return traits.size() - 1;
  }

  Trait trait(int number) {
    return traits.get(number);
  }

  int count() {
    return traits.size();
  }
}

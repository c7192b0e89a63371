package io.fantail.testing.workflow;

import java.util.List;
import java.util.Random;

/** How close together the events of one execution are. */
enum Restlessness {
  ONE_MILLISECOND(1),
  FEW(3),
  TENS(40);

  private static final List<Restlessness> ALL = List.of(values());

  private final int millis;

  Restlessness(int millis) {
    this.millis = millis;
  }

  static Restlessness any(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  long tick(Random random) {
    return random.nextInt(millis);
  }
}

package io.fantail.testing.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws definitions; names are unique within one, as AWS wants it. */
final class RandomShape {
  private static final int MAX_DEPTH = 3;

  private final Random random;
  private int names;

  RandomShape(Random random) {
    this.random = random;
  }

  MachineShape machine(String name) {
    return new MachineShape(name, states(0));
  }

  /** What a Distributed Map runs for its items. */
  MachineShape child(String name) {
    return new MachineShape(name, states(2));
  }

  private List<StateShape> states(int depth) {
    List<StateShape> states = new ArrayList<>();
    int count = 1 + random.nextInt(depth == 0 ? 5 : 3);
    for (int i = 0; i < count; i++) {
      states.add(state(depth, i, i == count - 1));
    }
    return states;
  }

  private StateShape state(int depth, int index, boolean last) {
    StateType type = type(depth, last);
    int retries = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
    boolean caught = mayCatch(type) && random.nextInt(4) == 0;
    int loopTo = random.nextInt(3) == 0 ? random.nextInt(index + 1) : -1;
    return new StateShape(
        type.word + names++,
        type,
        type == StateType.TASK ? any(Integration.values()) : null,
        inner(type, depth),
        retries,
        caught,
        loopTo,
        1 + random.nextInt(4));
  }

  private static boolean mayCatch(StateType type) {
    return switch (type) {
      case TASK, PARALLEL, MAP, DISTRIBUTED_MAP -> true;
      default -> false;
    };
  }

  private StateType type(int depth, boolean last) {
    int drawn = random.nextInt(100);
    if (drawn < 45) {
      return StateType.TASK;
    } else if (drawn < 70 && depth < MAX_DEPTH) {
      return any(StateType.PARALLEL, StateType.MAP, StateType.MAP, StateType.DISTRIBUTED_MAP);
    } else if (drawn < 78 && last) {
      return any(StateType.FAIL, StateType.SUCCEED);
    } else if (drawn < 85 && !last) {
      return StateType.CHOICE;
    }
    return any(StateType.PASS, StateType.WAIT);
  }

  private List<List<StateShape>> inner(StateType type, int depth) {
    List<List<StateShape>> inner = new ArrayList<>();
    int count = type == StateType.PARALLEL ? 1 + random.nextInt(3) : type == StateType.MAP ? 1 : 0;
    for (int i = 0; i < count; i++) {
      inner.add(states(depth + 1));
    }
    return inner;
  }

  @SafeVarargs
  private <T> T any(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}

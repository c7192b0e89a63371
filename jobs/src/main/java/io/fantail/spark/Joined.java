package io.fantail.spark;

import java.util.List;

/**
 * A value beside what another side has under its key. Never leaves the task that made it.
 *
 * @param others of the other side, perhaps none
 */
public record Joined<T, U>(Packed<T> packed, List<U> others) {
  public String key() {
    return packed.key();
  }
}

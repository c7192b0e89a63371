package io.fantail.archive.place;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that is asked for, {@code [from, to)}.
 *
 * @param from null: from the beginning
 * @param to null: to the end
 */
public record TimeWindow(@Nullable Instant from, @Nullable Instant to) implements Serializable {
  public static final TimeWindow ALL = new TimeWindow(null, null);

  public boolean contains(Instant at) {
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }
}

package io.fantail.job.session;

import java.time.Instant;
import java.util.Map;

/**
 * A run is one call of a command, and one row of the table {@code runs}.
 *
 * @param id that no other has, in {@code runs} and {@code rejects}
 * @param command its name
 * @param options that it goes by, without a secret: see {@code GivenOptions}
 */
public record Run(String id, String command, Instant startedAt, Map<String, String> options) {
  public Run {
    options = Map.copyOf(options);
  }
}

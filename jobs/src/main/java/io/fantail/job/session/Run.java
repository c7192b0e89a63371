package io.fantail.job.session;

import java.time.Instant;

/**
 * A run is one call of a command, and one row of the table {@code runs}.
 *
 * @param id that no other has, in {@code runs} and {@code rejects}
 * @param command its name
 */
public record Run(String id, String command, Instant startedAt) {}

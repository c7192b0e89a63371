package io.fantail.job.session;

import java.time.Instant;

/**
 * One call of a command.
 *
 * @param id that no other has, in {@code runs} and {@code rejects}
 * @param command its name
 */
public record Run(String id, String command, Instant startedAt) {}

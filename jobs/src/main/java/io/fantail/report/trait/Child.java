package io.fantail.report.trait;

import java.util.List;

/**
 * A child, or the longest of its visits to a state, as it is compared with others.
 *
 * @param startedAt in microseconds since 1970
 * @param endedAt the same
 * @param items that it took, and what they weigh; -1 where that is not known
 * @param traits what it has of any factor that is not a number, each once
 */
public record Child(
    String executionArn,
    double activeMs,
    long startedAt,
    long endedAt,
    long items,
    long itemBytes,
    List<Trait> traits) {}

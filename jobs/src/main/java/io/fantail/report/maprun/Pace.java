package io.fantail.report.maprun;

import org.jspecify.annotations.Nullable;

/**
 * How the children of a Map Run followed one another. Times are microseconds since 1970.
 *
 * @param mostOpen the most that were open at one moment; null where none are here
 * @param rampEndsAt when 90 % of the most were first open; null where none ever was
 * @param tailBeginsAt when 95 % of them had ended; null where none has
 */
public record Pace(
    @Nullable Long mostOpen, @Nullable Long rampEndsAt, @Nullable Double tailBeginsAt) {}

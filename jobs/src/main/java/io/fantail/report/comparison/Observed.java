package io.fantail.report.comparison;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is on one side.
 *
 * @param value in ms, as a share from 0 to 1, or as a cost; null where it is one of nothing
 * @param count of how many it is
 */
public record Observed(@Nullable Double value, long count) implements Serializable {}

package io.fantail.report.trait;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Children that are compared with each other: of one day's Map Runs of one label.
 *
 * @param day UTC day of the Map Runs: that on which their parents started
 * @param stateName the state whose times are compared; null for the children as a whole
 */
public record Scope(
    LocalDate day, String stateMachineName, String mapLabel, @Nullable String stateName) {}

package io.fantail.shape;

import java.time.LocalDate;

/**
 * A value, and the day whose part of a table it is in.
 *
 * @param day in UTC
 */
public record Dated<T>(LocalDate day, T value) {}

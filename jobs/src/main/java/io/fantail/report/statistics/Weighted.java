package io.fantail.report.statistics;

/**
 * One of a sample, with the number of those it stands for.
 *
 * @param weight at least 1: sums over a sample of a figure times the weight estimate the sum of the
 *     figure over all, without bias
 */
public record Weighted<T>(T item, double weight) {}

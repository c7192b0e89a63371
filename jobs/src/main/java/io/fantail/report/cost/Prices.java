package io.fantail.report.cost;

import java.io.Serializable;

/**
 * What AWS charges, in whatever currency: prices differ by region, processor and contract, and
 * change, so whoever asks for costs says them.
 *
 * @param perTransition of a state of a Standard workflow
 * @param perGbSecond of Lambda
 * @param perRequest of Lambda
 */
public record Prices(double perTransition, double perGbSecond, double perRequest)
    implements Serializable {}

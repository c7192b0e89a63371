/**
 * Traces become figures: latency, its histogram, errors, Map Runs, link coverage. What adds up is
 * kept (counts by bucket); percentiles are computed exactly, and never from percentiles.
 *
 * <p>Here belong questions to finished tables of traces. What a span is and how it was linked is
 * settled before; how a figure is printed is the business of {@code job}.
 */
@NullMarked
package io.fantail.report;

import org.jspecify.annotations.NullMarked;

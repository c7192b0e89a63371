/**
 * Traces become figures: latency, its histogram, errors, Map Runs, link coverage. What adds up is
 * kept (counts by bucket); percentiles are computed exactly, and never from percentiles.
 */
@NullMarked
package io.fantail.report;

import org.jspecify.annotations.NullMarked;

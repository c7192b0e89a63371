/**
 * Traces become figures. Tasks that trace count what passes, each report in a room of its own; one
 * task for each report adds the counts up and writes its tables. What adds up is kept (counts by
 * duration, by bucket); percentiles are computed exactly, and never from percentiles.
 *
 * <p>Here is how counts travel and become files. What a span is and how it was linked is settled
 * before; how a figure is printed is the business of {@code job}.
 */
@NullMarked
package io.fantail.report;

import org.jspecify.annotations.NullMarked;

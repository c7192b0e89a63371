/** Statistics of counts and durations: pure functions, each after a source that it names. */
@NullMarked
package io.fantail.report.statistics;

import org.jspecify.annotations.NullMarked;

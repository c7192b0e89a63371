/**
 * The work of {@code compare}: which executions of the lake are on which side, what they came to by
 * Map Run, and how the result is told. What is concluded is decided in {@link
 * io.fantail.report.comparison}.
 */
@NullMarked
package io.fantail.job.compare;

import org.jspecify.annotations.NullMarked;

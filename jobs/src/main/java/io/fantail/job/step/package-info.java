/**
 * The work of {@code run}, in three steps that are also commands of their own: ingest, trace,
 * report. Each reads tables or an archive and replaces days of other tables; beside them stand what
 * they hand on to each other, what they look up in the lake, and the account of what was read.
 *
 * <p>How a table's rows are computed belongs to {@code event}, {@code span}, {@code trace} and
 * {@code report}; what is said of the result to {@code summary}.
 */
@NullMarked
package io.fantail.job.step;

import org.jspecify.annotations.NullMarked;

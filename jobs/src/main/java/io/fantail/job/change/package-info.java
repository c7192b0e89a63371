/**
 * What a run changes of a lake: the hours whose executions an archive tells of, those whose
 * executions are linked to these, and what has to be known around them. Everything else stays as it
 * is.
 */
@NullMarked
package io.fantail.job.change;

import org.jspecify.annotations.NullMarked;

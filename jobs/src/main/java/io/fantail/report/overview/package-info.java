/** What a summary says of executions at first: how many there are, how they ended, how linked. */
@NullMarked
package io.fantail.report.overview;

import org.jspecify.annotations.NullMarked;

/** What executions used, and what that cost. */
@NullMarked
package io.fantail.report.cost;

import org.jspecify.annotations.NullMarked;

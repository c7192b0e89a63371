/** What is about to break, before it does: limits that were nearly reached, and retries in vain. */
@NullMarked
package io.fantail.report.warning;

import org.jspecify.annotations.NullMarked;

/** Which executions of a lake are exported, and their spans, read back from the tables. */
@NullMarked
package io.fantail.look.export.chosen;

import org.jspecify.annotations.NullMarked;

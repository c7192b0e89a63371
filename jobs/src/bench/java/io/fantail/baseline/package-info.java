/** What Fantail is measured against: the same question, answered by hand in DuckDB. */
@NullMarked
package io.fantail.baseline;

import org.jspecify.annotations.NullMarked;

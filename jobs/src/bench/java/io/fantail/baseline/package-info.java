/** What Fantail is measured against: the same question, answered by hand in DuckDB and in Spark. */
@NullMarked
package io.fantail.baseline;

import org.jspecify.annotations.NullMarked;

/**
 * The Delta tables: their names, columns and days in one place, and the only class that writes
 * them.
 */
@NullMarked
package io.fantail.table;

import org.jspecify.annotations.NullMarked;

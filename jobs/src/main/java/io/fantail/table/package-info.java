/**
 * The Delta tables: their names, columns and days in one place, and the only class that writes
 * them.
 *
 * <p>Here belongs what all tables have in common. What the rows of one table mean belongs where
 * they are made.
 */
@NullMarked
package io.fantail.table;

import org.jspecify.annotations.NullMarked;

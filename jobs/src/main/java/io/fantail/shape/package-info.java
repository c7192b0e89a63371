/**
 * What a value is made of, said once: a {@link io.fantail.shape.Shape} names the fields of a record
 * in their order, and from it come the bytes that tasks send each other, the rows and the schema of
 * a table, and the reference of its columns. Plain Java: how bytes and rows look is the affair of
 * {@code spark}, what a field means that of the record.
 */
@NullMarked
package io.fantail.shape;

import org.jspecify.annotations.NullMarked;

/**
 * How values travel between tasks and into Spark's rows: the only room that knows Kryo's bytes,
 * Scala's pairs and Spark SQL's internal rows. What a value is made of comes from its {@link
 * io.fantail.shape.Shape}; what is done with it is the affair of the stages.
 */
@NullMarked
package io.fantail.spark;

import org.jspecify.annotations.NullMarked;

/**
 * From values and rows to Parquet files: one file for each task and day, written by parquet-mr
 * itself, which a commit of the table names later.
 */
@NullMarked
package io.fantail.spark.parquet;

import org.jspecify.annotations.NullMarked;

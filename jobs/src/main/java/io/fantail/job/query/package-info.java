/**
 * What SQL from the terminal may do, read the tables of the lake and nothing else, and how it is
 * answered.
 *
 * <p>The questions that Fantail asks by itself are in {@code summary}.
 */
@NullMarked
package io.fantail.job.query;

import org.jspecify.annotations.NullMarked;

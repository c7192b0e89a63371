/** What SQL from the terminal may do: read the tables of the lake, and nothing else. */
@NullMarked
package io.fantail.job.query;

import org.jspecify.annotations.NullMarked;

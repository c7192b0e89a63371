/**
 * What a command works in: the Spark session, the storage at both ends, the temporary folder, the
 * progress on the terminal, and what happens when somebody or Spark ends the program early.
 *
 * <p>What is read, computed and written there belongs to the steps.
 */
@NullMarked
package io.fantail.job.session;

import org.jspecify.annotations.NullMarked;

/**
 * Which objects of the archives a lake has read already, and so which a run reads: the table {@code
 * ingested_files}.
 */
@NullMarked
package io.fantail.job.ledger;

import org.jspecify.annotations.NullMarked;

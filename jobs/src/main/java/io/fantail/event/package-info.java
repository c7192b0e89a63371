/**
 * The words for what was read: history events, Lambda records, descriptions, spans of X-Ray,
 * rejects with a reason; and the parts that they share: failures with their fingerprint, payloads,
 * ids.
 *
 * <p>Which of them a raw record is, is decided in {@code parse}; how AWS spells them is known in
 * {@code history} and {@code lambda}; what of a payload may be stored, in {@code policy}. Whatever
 * needs two events to be decided belongs in {@code span}.
 */
@NullMarked
package io.fantail.event;

import org.jspecify.annotations.NullMarked;

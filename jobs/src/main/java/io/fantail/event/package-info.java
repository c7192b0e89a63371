/**
 * Raw records become Step Functions events and Lambda records, or rejects with a reason. All
 * knowledge of how AWS spells an event, in an API answer or in a log, is here; payload limits and
 * redaction act here, before anything is stored.
 *
 * <p>Here belong the words for what was read, and the parsers that make them. Whatever needs two
 * events to be decided belongs in {@code span}.
 */
@NullMarked
package io.fantail.event;

import org.jspecify.annotations.NullMarked;

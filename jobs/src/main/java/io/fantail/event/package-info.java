/**
 * Raw records become Step Functions events and Lambda records, or rejects with a reason. All
 * knowledge of how AWS spells an event, in an API answer or in a log, is here; payload limits and
 * redaction act here, before anything is stored.
 */
@NullMarked
package io.fantail.event;

import org.jspecify.annotations.NullMarked;

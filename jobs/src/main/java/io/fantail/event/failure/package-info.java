/**
 * What a failure says, without what differs from one occurrence to the next: the innermost message
 * of a cause, its readable template, and the fingerprint by which failures of one kind are known.
 */
@NullMarked
package io.fantail.event.failure;

import org.jspecify.annotations.NullMarked;

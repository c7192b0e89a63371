/**
 * Makes of one raw record what it turns out to be: an event, a Lambda record, a description, a span
 * of AWS, noise or a reject, and the account in which every record counts once. How the records of
 * one execution come together is the affair of {@code event.collected}.
 */
@NullMarked
package io.fantail.event.parse;

import org.jspecify.annotations.NullMarked;

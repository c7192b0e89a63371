/**
 * Keeps to the payload policy, before anything is stored: cuts what is too long, and masks values
 * in other people's text: finds where the values of redacted keys stand, in JSON and in any other
 * text, and replaces these parts and nothing else. Knows nothing of AWS.
 */
@NullMarked
package io.fantail.event.policy;

import org.jspecify.annotations.NullMarked;

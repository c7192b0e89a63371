/**
 * What the screen of a run says, where it is to be laid out and not printed: the same words and
 * digits, apart from what can be copied.
 */
@NullMarked
package io.fantail.look.words;

import org.jspecify.annotations.NullMarked;

/**
 * A Map Run: its children over the time, in groups, and those worth a line of their own, as text.
 */
@NullMarked
package io.fantail.look.terminal.maprun;

import org.jspecify.annotations.NullMarked;

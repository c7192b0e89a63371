/**
 * Waterfalls as text: for a terminal of some width, with colours or without, where nothing is told
 * by a colour alone. Texts of an archive are made printable before they are drawn.
 */
@NullMarked
package io.fantail.look.terminal;

import org.jspecify.annotations.NullMarked;

/**
 * A Jupyter kernel that answers the SQL cells of {@code notebooks/*.ipynb} over a lake, on one
 * machine. In EMR Studio the same notebooks run through sparkmagic, and nothing of this is there.
 *
 * <p>{@code chart} draws what a comment in a cell asks for.
 */
@NullMarked
package io.fantail.notebook;

import org.jspecify.annotations.NullMarked;

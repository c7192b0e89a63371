/** Rows of a lake's tables, read back as records for pictures and exports. */
@NullMarked
package io.fantail.look.stored;

import org.jspecify.annotations.NullMarked;

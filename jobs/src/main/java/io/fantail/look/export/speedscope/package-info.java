/** Where time goes, over many executions at once, for speedscope. */
@NullMarked
package io.fantail.look.export.speedscope;

import org.jspecify.annotations.NullMarked;

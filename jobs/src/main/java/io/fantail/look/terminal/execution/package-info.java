/** The waterfall of an execution, and what is found in it, as text. */
@NullMarked
package io.fantail.look.terminal.execution;

import org.jspecify.annotations.NullMarked;

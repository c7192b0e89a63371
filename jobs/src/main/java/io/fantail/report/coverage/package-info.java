/** How much of the picture is there, and why the rest is not. */
@NullMarked
package io.fantail.report.coverage;

import org.jspecify.annotations.NullMarked;

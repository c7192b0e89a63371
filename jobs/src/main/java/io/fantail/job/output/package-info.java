/** Files that commands write beside the lake. */
@NullMarked
package io.fantail.job.output;

import org.jspecify.annotations.NullMarked;

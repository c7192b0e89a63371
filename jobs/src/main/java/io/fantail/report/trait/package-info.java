/**
 * What children are compared by: factors, the values that they have of them, and whom they stand
 * among.
 */
@NullMarked
package io.fantail.report.trait;

import org.jspecify.annotations.NullMarked;

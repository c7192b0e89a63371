/**
 * Holds the files of {@code conf} that AWS takes against AWS's own models of them, and the page
 * that explains them against the files.
 */
@NullMarked
package io.fantail.deploy;

import org.jspecify.annotations.NullMarked;

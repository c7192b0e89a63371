/**
 * What slow children share, and whether it can be chance: a factor is tested within each Map Run,
 * what is constant within one between them. Nothing here knows where children come from.
 */
@NullMarked
package io.fantail.report.factor;

import org.jspecify.annotations.NullMarked;

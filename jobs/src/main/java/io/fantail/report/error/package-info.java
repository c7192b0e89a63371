/** What failed, how often, and whether anyone noticed: failures counted where they began. */
@NullMarked
package io.fantail.report.error;

import org.jspecify.annotations.NullMarked;

/**
 * Spans on their way into the formats of other tools: what every format is given, and a package for
 * each that writes one. A writer gets the spans of one execution after the other and holds no more
 * than those; the same spans make the same bytes.
 */
@NullMarked
package io.fantail.look.export;

import org.jspecify.annotations.NullMarked;

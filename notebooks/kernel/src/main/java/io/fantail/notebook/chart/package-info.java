/**
 * Small pictures of the rows of one answer, as SVG within the page: no library draws them without
 * JavaScript, and they need none.
 */
@NullMarked
package io.fantail.notebook.chart;

import org.jspecify.annotations.NullMarked;

/** What happened to the children of a Map Run, bucket by bucket of its time. */
@NullMarked
package io.fantail.report.timeline;

import org.jspecify.annotations.NullMarked;

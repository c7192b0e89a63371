/** What an answer of {@code DescribeMapRun} counts, and says of what a Map Run was told to do. */
@NullMarked
package io.fantail.event.maprun;

import org.jspecify.annotations.NullMarked;

/** What AWS itself wrote of an execution's calls, record by record, becomes spans of its trace. */
@NullMarked
package io.fantail.span.xray;

import org.jspecify.annotations.NullMarked;

/** Chrome's Trace Event Format, for Perfetto and {@code chrome://tracing}. */
@NullMarked
package io.fantail.look.export.chrome;

import org.jspecify.annotations.NullMarked;

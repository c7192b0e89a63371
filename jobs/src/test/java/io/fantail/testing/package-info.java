/** What the tests of several packages share: files to read, and the folder of recorded ones. */
@NullMarked
package io.fantail.testing;

import org.jspecify.annotations.NullMarked;

/**
 * What to generate: the options and the choices among them.
 *
 * <p>Here belongs what a caller may ask for. How it is done does not.
 */
@NullMarked
package io.fantail.sample.options;

import org.jspecify.annotations.NullMarked;

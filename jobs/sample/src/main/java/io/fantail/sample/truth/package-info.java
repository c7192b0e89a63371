/**
 * What a correct reading must find, counted from the model and never from the files.
 *
 * <p>Here belong counts and their arithmetic, written down independently of the reports that they
 * are held against. Nothing here knows a layout.
 */
@NullMarked
package io.fantail.sample.truth;

import org.jspecify.annotations.NullMarked;

/** Recounts the written samples by independent means and compares them with their truth. */
@NullMarked
package io.fantail.sample;

import org.jspecify.annotations.NullMarked;

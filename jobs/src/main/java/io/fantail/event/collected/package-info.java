/**
 * What many objects hold of one execution, log stream or X-Ray trace, brought together by one
 * shuffle: each event once, whatever number of copies there are. No record is parsed here, and no
 * span is built.
 */
@NullMarked
package io.fantail.event.collected;

import org.jspecify.annotations.NullMarked;

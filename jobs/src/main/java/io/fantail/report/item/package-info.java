/**
 * The items to run again: of each child that did not succeed those that its input names, by its
 * output or cause the very ones that failed.
 */
@NullMarked
package io.fantail.report.item;

import org.jspecify.annotations.NullMarked;

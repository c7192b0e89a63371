/**
 * The slow children of Map Runs: which they are, what held them, what they share, and a sample of
 * all that says how many others each stands for. A Map Run's children pass by one at a time, behind
 * the figures of all of them, so that no task holds those of a large one.
 */
@NullMarked
package io.fantail.report.tail;

import org.jspecify.annotations.NullMarked;

/**
 * What people are told when something fails: the cause of a failure in plain words, and what to do
 * about it.
 */
@NullMarked
package io.fantail.job.message;

import org.jspecify.annotations.NullMarked;

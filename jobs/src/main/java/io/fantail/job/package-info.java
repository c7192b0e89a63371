/**
 * The commands: what a person or a scheduler calls. Options, exit codes, progress and messages are
 * here only.
 */
@NullMarked
package io.fantail.job;

import org.jspecify.annotations.NullMarked;

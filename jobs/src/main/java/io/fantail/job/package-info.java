/**
 * The commands: what a person or a scheduler calls. Options, exit codes, progress and messages are
 * here only.
 *
 * <p>Here belongs what speaks to people and the system: terminal, clock, configuration files, Spark
 * sessions. Whatever decides something about the data belongs further up the flow.
 */
@NullMarked
package io.fantail.job;

import org.jspecify.annotations.NullMarked;

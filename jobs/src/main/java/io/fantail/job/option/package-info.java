/**
 * The options of the commands: how each is named, what its help says, what its value must be, and
 * the file that may stand in for the command line.
 *
 * <p>What is done with a value belongs to the commands and the steps.
 */
@NullMarked
package io.fantail.job.option;

import org.jspecify.annotations.NullMarked;

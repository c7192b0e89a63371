/**
 * What people and schedulers are told when something fails: the cause of a failure in plain words,
 * what to do about it, the exit code, and what is true of the tables.
 *
 * <p>Nothing here knows options, sessions or steps: what they find wrong they say themselves, in a
 * {@link JobException}.
 */
@NullMarked
package io.fantail.job.message;

import org.jspecify.annotations.NullMarked;

/**
 * Histories of executions in JSON documents of any wrapping, with the execution that each belongs
 * to, and the spellings that tools give to the fields of the Step Functions API.
 *
 * <p>What an event of a history says belongs in {@code event}.
 */
@NullMarked
package io.fantail.archive.history;

import org.jspecify.annotations.NullMarked;

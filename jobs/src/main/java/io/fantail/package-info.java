/**
 * Fantail reads an archive of Step Functions histories and Lambda logs and writes tables of traces,
 * latency and errors. What a record goes through, one package a step:
 *
 * <ol>
 *   <li>{@code text} reads JSON, times and ids, and knows nothing of AWS; all others use it,
 *   <li>{@code shape} says once what the fields of a value are: its bytes, its columns and the
 *       reference of tables come from there,
 *   <li>{@code spark} packs, shuffles and sorts such values, and alone knows how Spark does it,
 *   <li>{@code archive} opens the objects and cuts raw records out of their containers,
 *   <li>{@code event} reads a raw record: a history event, a Lambda record, a description, a span
 *       of X-Ray, noise, or a reject with its reason,
 *   <li>{@code span} makes the events of one execution its spans, and the records of one log stream
 *       invocations,
 *   <li>{@code trace} links executions, Map Runs, attempts and invocations into one trace,
 *   <li>{@code report} counts: latency, errors, Map Runs, how much was linked and how,
 *   <li>{@code table} names the tables and writes them, day by day,
 *   <li>{@code look} reads tables back and makes pictures and files of them: waterfall, page,
 *       exports,
 *   <li>{@code job} holds the commands, {@link io.fantail.job.Main} first.
 * </ol>
 *
 * <p>A package imports those before it in this list and no other; {@code sample}, a Maven module of
 * its own, imports none of them and is known to {@code job} alone. ArchitectureTest holds it, and
 * the size of each package. Nothing but this page belongs in {@code io.fantail} itself.
 *
 * <p>Words that mean one thing each, beside AWS's own (execution, state, Map Run, invocation):
 *
 * <dl>
 *   <dt>run
 *   <dd>one call of a command, a row of the table {@code runs}; never short for Map Run
 *   <dt>record
 *   <dd>what one container holds many of: raw as {@code archive} cuts it out, parsed as {@code
 *       event} reads it
 *   <dt>place
 *   <dd>where a thing stands among others of its kind: an event in its execution, an execution in
 *       its trace, a function in account and region
 *   <dt>evidence
 *   <dd>what in the archive says that two things belong together; none is ever guessed
 *   <dt>link
 *   <dd>the statement that they do, with the evidence it rests on; where that is not enough the
 *       link says so ({@code ambiguous}, {@code none}, {@code no_logs})
 * </dl>
 */
@NullMarked
package io.fantail;

import org.jspecify.annotations.NullMarked;

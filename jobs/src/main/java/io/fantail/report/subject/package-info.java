/**
 * What reports ask of executions and their spans, whether these were traced a moment ago or lie in
 * tables.
 */
@NullMarked
package io.fantail.report.subject;

import org.jspecify.annotations.NullMarked;

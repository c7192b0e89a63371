package io.fantail.testing.workflow;

import org.jspecify.annotations.Nullable;

/**
 * One end of an execution; a redrive may follow.
 *
 * @param blamed the span whose failure it was; null where there was none
 */
public record Terminal(WrittenEvent event, @Nullable TrueSpan blamed, @Nullable String error) {}

package io.fantail.trace.link;

import io.fantail.shape.Column;
import io.fantail.span.Execution;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution stands in its trace.
 *
 * @param evidence null for an execution that is no child of a Distributed Map
 * @param nested null for a child, and for an execution that nothing in the archive says was started
 *     by another
 * @param mapRunArn null where it is not known
 * @param parentSpanId of the Map Run, or of the attempt that started it; null where the archive
 *     tells no more of it than an ARN
 * @param contradiction what other evidence says, for machines and people; null where all agree
 */
public record ExecutionLink(
    @Nullable MapRunEvidence evidence,
    @Nullable NestedEvidence nested,
    @Nullable String mapRunArn,
    @Nullable String parentSpanId,
    @Nullable String parentExecutionArn,
    TracePlace place,
    @Nullable String contradiction) {

  /** Links an execution above which the archive holds nothing. */
  static ExecutionLink toNothing(
      Execution execution,
      @Nullable MapRunEvidence evidence,
      @Nullable NestedEvidence nested,
      @Nullable String mapRunArn,
      @Nullable String parent) {
    String root = execution.context().rootExecutionArn();
    String above = parent == null ? execution.arn() : parent;
    return new ExecutionLink(
        evidence,
        nested,
        mapRunArn,
        null,
        parent,
        new TracePlace(root == null ? above : root, TraceIds.of(above, execution.context())),
        null);
  }

  /** The same, in the trace of the one above. */
  ExecutionLink below(TracePlace above) {
    return new ExecutionLink(
        evidence, nested, mapRunArn, parentSpanId, parentExecutionArn, above, contradiction);
  }

  public ExecutionLink contradictedBy(@Nullable String text) {
    return text == null
        ? this
        : new ExecutionLink(
            evidence,
            nested,
            mapRunArn,
            parentSpanId,
            parentExecutionArn,
            place,
            contradiction == null ? text : contradiction + Contradictions.AND + text);
  }

  /** The evidence for the parent, as the column {@code parent_link} has it; null for a root. */
  public @Nullable String parentLink() {
    Enum<?> known = evidence == null ? nested : evidence;
    return known == null ? null : Column.wordOf(known);
  }
}

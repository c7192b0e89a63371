package io.fantail.trace.link;

import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.testing.History;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A child that starts at 10 ms, Map Runs that it may be of, and where it is linked to. */
final class ChildLinks {
  static final String CHILD = "arn:aws:states:eu-west-1:123456789012:execution:orders/Fan:child-1";
  static final String PARENT = History.ARN;
  static final String OTHER_PARENT = History.ARN + "-other";
  static final String ROOT = "arn:aws:states:eu-west-1:123456789012:execution:outer:top";

  private ChildLinks() {}

  static Execution childBelow(String root) {
    UpstreamContext context = new UpstreamContext(null, root, null, null, null, null, null);
    return History.startedAs(CHILD, context).spans().execution();
  }

  static MapRunCandidate run(String arn, String parent, String root, long startedAt) {
    return Candidates.of(arn, parent, root, "trace of " + arn, at(startedAt), null, false);
  }

  static ExecutionLink link(Execution execution, List<MapRunCandidate> candidates) {
    return MapRunLinker.link(execution, candidates, List.of());
  }

  static ExecutionLink placed(
      @Nullable MapRunEvidence evidence,
      @Nullable String mapRunArn,
      @Nullable String parentSpanId,
      @Nullable String parent,
      String root,
      String traceId) {
    return new ExecutionLink(
        evidence, null, mapRunArn, parentSpanId, parent, new TracePlace(root, traceId), null);
  }

  static Instant at(long millis) {
    return History.EPOCH.plusMillis(millis);
  }
}

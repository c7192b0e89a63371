package io.fantail.trace.lambda;

import io.fantail.event.ExecutionArn;
import io.fantail.shape.Fields;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that names a request id.
 *
 * @param said of the function by the attempt itself
 * @param meant by what it says
 * @param until when the invocation can have begun at the latest
 */
record RequestClaim(
    String executionArn,
    String spanId,
    @Nullable String functionName,
    FunctionPlace said,
    FunctionPlace meant,
    Instant from,
    Instant until) {

  static RequestClaim of(String executionArn, ExecutionArn parts, Span attempt) {
    AttemptWindow window = AttemptWindow.of(attempt);
    return new RequestClaim(
        executionArn,
        attempt.spanId(),
        attempt.call().functionName(),
        FunctionPlace.said(attempt.call()),
        FunctionPlace.meant(attempt.call(), parts),
        window.from(),
        window.latest());
  }

  /** What is found for a claim. */
  record Found(RequestClaim claim, LambdaMatch match) {}

  /**
   * Gives the runs of a request id to the one attempt that can be theirs; an invocation belongs to
   * one at most. An attempt that names the id of another function's invocation (a cause may tell of
   * anything) names none of its own. Of several that it could be, those inside which the first run
   * began come first; where that does not single one out, as when one execution was archived under
   * two ARNs, it is nobody's.
   *
   * @return nothing when there are no runs
   */
  static List<Found> decided(List<RequestClaim> claims, List<LambdaInvocation> runs) {
    List<RequestClaim> left = believable(claims, runs);
    if (left.size() > 1) {
      left = left.stream().filter(claim -> claim.fits(runs.get(0))).toList();
    }
    List<Found> found = new ArrayList<>();
    for (RequestClaim claim : runs.isEmpty() ? List.<RequestClaim>of() : claims) {
      if (left.size() == 1 && left.contains(claim)) {
        for (LambdaInvocation run : runs) {
          found.add(new Found(claim, new LambdaMatch(claim.spanId, LambdaLink.REQUEST_ID, run)));
        }
      } else {
        found.add(new Found(claim, new LambdaMatch(claim.spanId, LambdaLink.AMBIGUOUS, null)));
      }
    }
    return found;
  }

  /** The claims that what the logs say of the runs does not refute. */
  static List<RequestClaim> believable(List<RequestClaim> claims, List<LambdaInvocation> runs) {
    return claims.stream().filter(claim -> runs.stream().noneMatch(claim::isRefutedBy)).toList();
  }

  private boolean isRefutedBy(LambdaInvocation run) {
    String ofRun = run.functionName();
    boolean otherFunction = functionName != null && ofRun != null && !functionName.equals(ofRun);
    return otherFunction || !said.mayBe(FunctionPlace.of(run));
  }

  private boolean fits(LambdaInvocation firstRun) {
    Instant began = firstRun.startedAt();
    boolean inTime = began == null || (!began.isBefore(from) && !began.isAfter(until));
    return inTime && meant.mayBe(FunctionPlace.of(firstRun));
  }

  public static RequestClaim shape(Fields<RequestClaim> fields) {
    return new RequestClaim(
        fields.text(RequestClaim::executionArn),
        fields.text(RequestClaim::spanId),
        fields.textOrNull(RequestClaim::functionName),
        fields.record(RequestClaim::said, FunctionPlace::shape),
        fields.record(RequestClaim::meant, FunctionPlace::shape),
        fields.time(RequestClaim::from),
        fields.time(RequestClaim::until));
  }
}

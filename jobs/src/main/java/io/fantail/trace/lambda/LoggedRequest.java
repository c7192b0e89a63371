package io.fantail.trace.lambda;

import io.fantail.span.LambdaInvocation;
import java.util.List;

/**
 * A request id of the logs.
 *
 * @param claims of the attempts that name it
 */
record LoggedRequest(List<RequestClaim> claims, List<LambdaInvocation> runs) {

  /** Returns the claims of the attempts that it can be of. */
  List<RequestClaim> believableClaims() {
    return RequestClaim.believable(claims, runs);
  }
}

package io.fantail.trace.lambda;

import io.fantail.span.LambdaInvocation;
import java.util.List;

/**
 * A request id of the logs.
 *
 * @param claims of the attempts that name it
 */
record LoggedRequest(List<RequestClaim> claims, List<LambdaInvocation> runs) {}

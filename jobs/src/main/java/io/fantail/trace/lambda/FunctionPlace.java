package io.fantail.trace.lambda;

import io.fantail.event.ExecutionArn;
import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.shape.Fields;
import io.fantail.span.LambdaInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Which of the functions of one name is meant. What is null is not known, and rules nothing out.
 *
 * @param version a number or {@code $LATEST}; an alias says nothing of it
 */
record FunctionPlace(@Nullable String account, @Nullable String region, @Nullable String version) {
  private static final String LATEST = "$LATEST";
  private static final int REGION_OF_ARN = 3;
  private static final int ACCOUNT_OF_ARN = 4;

  /** What the events of an attempt themselves say. */
  static FunctionPlace said(LambdaCall call) {
    FunctionReference function = call.function();
    return function == null
        ? new FunctionPlace(null, null, versionOf(call.executedVersion()))
        : new FunctionPlace(function.account(), function.region(), versionOf(call, function));
  }

  /**
   * What they mean: a reference that names no account and no region is of the caller's own, and one
   * without qualifier of {@code $LATEST} (Lambda Developer Guide, "Lambda function versions").
   */
  static FunctionPlace meant(LambdaCall call, ExecutionArn caller) {
    FunctionPlace said = said(call);
    FunctionReference function = call.function();
    String[] parts = caller.prefix().split(":", -1);
    boolean unqualified = function != null && function.qualifier() == null;
    return new FunctionPlace(
        said.account == null ? parts[ACCOUNT_OF_ARN] : said.account,
        said.region == null ? parts[REGION_OF_ARN] : said.region,
        said.version == null && unqualified ? LATEST : said.version);
  }

  static FunctionPlace of(LambdaInvocation invocation) {
    return new FunctionPlace(
        invocation.accountId(), invocation.region(), versionOf(invocation.functionVersion()));
  }

  /** Whether both may be one. */
  boolean mayBe(FunctionPlace other) {
    return mayBe(account, other.account)
        && mayBe(region, other.region)
        && mayBe(version, other.version);
  }

  private static boolean mayBe(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }

  private static @Nullable String versionOf(LambdaCall call, FunctionReference function) {
    String executed = versionOf(call.executedVersion());
    return executed == null ? versionOf(function.qualifier()) : executed;
  }

  /** Managed instances write {@code $LATEST.PUBLISHED}. */
  private static @Nullable String versionOf(@Nullable String qualifier) {
    if (qualifier == null) {
      return null;
    } else if (qualifier.startsWith(LATEST)) {
      return LATEST;
    }
    boolean number = !qualifier.isEmpty() && qualifier.chars().allMatch(FunctionPlace::isDigit);
    return number ? qualifier : null;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  public static FunctionPlace shape(Fields<FunctionPlace> fields) {
    return new FunctionPlace(
        fields.textOrNull(FunctionPlace::account),
        fields.textOrNull(FunctionPlace::region),
        fields.textOrNull(FunctionPlace::version));
  }
}

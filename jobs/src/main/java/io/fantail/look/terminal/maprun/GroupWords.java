package io.fantail.look.terminal.maprun;

import io.fantail.look.stored.ChildGroup;
import io.fantail.span.ExecutionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened to children, in words: "succeeded at once", "failed: ConnectionError". */
final class GroupWords {
  private GroupWords() {}

  static String of(ChildGroup group) {
    List<String> how = new ArrayList<>();
    if (group.isThrottled()) {
      how.add("throttled");
    }
    if (group.isRetried()) {
      how.add("retried");
    }
    if (group.isRedriven()) {
      how.add("redriven");
    }
    String status =
        group.status() == ExecutionStatus.RUNNING
            ? "without an end"
            : group.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (group.status() == ExecutionStatus.SUCCEEDED) {
      return status + (how.isEmpty() ? " at once" : ", " + String.join(", ", how));
    }
    String error =
        group.isOtherErrors()
            ? ": other errors"
            : group.error() == null ? "" : ": " + group.error();
    return status + (how.isEmpty() ? "" : ", " + String.join(", ", how)) + error;
  }
}

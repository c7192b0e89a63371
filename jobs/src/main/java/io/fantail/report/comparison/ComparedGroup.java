package io.fantail.report.comparison;

import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is compared with itself: as the table {@code latency} tells things apart, but for the day.
 *
 * @param kind the word for it: execution, state or lambda
 * @param name of an execution the state machine, with {@code /label} where it is a child; of a
 *     state the state; of an invocation the function, null where nothing names it
 */
public record ComparedGroup(
    String kind, String stateMachineName, @Nullable String name, boolean isDistributedMapChild)
    implements Serializable {
  public static final String EXECUTION = "execution";
  public static final String STATE = "state";
  public static final String LAMBDA = "lambda";

  /** Executions first, children before parents, then by name. */
  static final Comparator<ComparedGroup> IN_ORDER =
      Comparator.comparing(ComparedGroup::kind)
          .thenComparing(ComparedGroup::isDistributedMapChild, Comparator.reverseOrder())
          .thenComparing(ComparedGroup::stateMachineName)
          .thenComparing(ComparedGroup::name, Comparator.nullsLast(Comparator.naturalOrder()));

  /** How people name it: {@code state Charge of children of order-fanout}. */
  public String inWords() {
    String of = (isDistributedMapChild ? "children of " : "") + stateMachineName;
    return kind.equals(EXECUTION)
        ? of
        : (kind.equals(STATE) ? "state " : "function ")
            + (name == null ? "of no known name" : name)
            + " of "
            + of;
  }
}

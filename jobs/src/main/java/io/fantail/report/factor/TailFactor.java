package io.fantail.report.factor;

import io.fantail.report.statistics.Interval;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.FactorKind;
import io.fantail.shape.Column;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A factor that slow children may share, and what the tests say of it: a row of the table {@code
 * tail_factors}.
 *
 * @param of the scope whose children were compared
 * @param qValue of all tests of the day
 * @param isFinding whether it passes every gate
 * @param rank among those of its scope and kind, findings first
 */
public record TailFactor(
    ScopeFactors of, Tested tested, @Nullable Double qValue, boolean isFinding, int rank) {
  public static final RecordTable<TailFactor> TABLE =
      RecordTable.report(
          "tail_factors",
          "A factor that slow children of Map Runs may share, with what the tests say of it.",
          Shape.writtenOnly(TailFactor::columns),
          "The UTC day on which the parents of the Map Runs started.");

  public LocalDate day() {
    return of.scope().day();
  }

  public String stateMachineName() {
    return of.scope().stateMachineName();
  }

  /** The state whose times were compared; null for whole children. */
  public @Nullable String stateName() {
    return of.scope().stateName();
  }

  public FactorKind kind() {
    return tested.kind();
  }

  public Factor factor() {
    return tested.trait().factor();
  }

  public String value() {
    return tested.trait().value();
  }

  /** Slow children that have it. */
  public long tailWith() {
    return tested.tailWith();
  }

  public @Nullable Double riskRatio() {
    return tested.riskRatio();
  }

  public double explainedMs() {
    return tested.explainedMs();
  }

  /** Of what slow children took beyond the median the part due to it, from 0 to 1. */
  public double explainedShare() {
    return tested.explainedShare();
  }

  /** The smallest ratio that would have been seen; null where nothing could be. */
  public @Nullable Double detectableRatio() {
    return of.detectableRatio(tested);
  }

  /** The slowest child that has it; null where no slow one has. */
  public @Nullable String exampleArn() {
    return tested.exampleArn();
  }

  private @Nullable Interval interval() {
    return tested.interval();
  }

  public @Nullable Double riskRatioLow() {
    Interval interval = interval();
    return interval == null ? null : (Double) interval.low();
  }

  public @Nullable Double riskRatioHigh() {
    Interval interval = interval();
    return interval == null ? null : (Double) interval.high();
  }

  public @Nullable String note() {
    if (tested.note() == null || of.note() == null) {
      return tested.note() == null ? of.note() : tested.note();
    }
    return tested.note() + "; " + of.note();
  }

  private static void columns(Fields<TailFactor> fields) {
    fields.text(
        "state_machine_name",
        "The state machine with the label, as executions has it for children.",
        TailFactor::stateMachineName);
    fields.text("map_label", "The label of the Distributed Map.", one -> one.of.scope().mapLabel());
    fields.text(
        "scope",
        "execution where whole children are compared, state where their time in one state is.",
        one -> one.stateName() == null ? "execution" : "state");
    fields.textOrNull("state_name", "That state; null for whole children.", TailFactor::stateName);
    fields.text(
        "kind",
        "why: known before the child starts; how: part of its own time; run: of whole Map Runs.",
        one -> Column.wordOf(one.kind()));
    fields.text("factor", "What the children may share.", one -> Column.wordOf(one.factor()));
    fields.text("value", "The value of it.", TailFactor::value);
    fields.whole("children", "The children compared.", one -> one.of.children());
    fields.whole(
        "tail_children",
        "Of these the slow ones: from the 95th percentile of their Map Run and 1.5 times its median"
            + " on.",
        one -> one.of.tailChildren());
    fields.whole("children_with", "Those with the factor.", one -> one.tested.childrenWith());
    fields.whole(
        "tail_with",
        "Of these the slow ones; of kind run those above the 95th percentile of all Map Runs.",
        TailFactor::tailWith);
    fields.integer("map_runs", "In so many Map Runs children have it.", one -> one.tested.runs());
    fields.numberOrNull(
        "risk_ratio",
        "How many times as likely to be slow a child with it is, within its Map Run (Mantel and"
            + " Haenszel); of kind run the ratio of the shares of slow children. Null where no child"
            + " without it is slow.",
        TailFactor::riskRatio);
    fields.numberOrNull(
        "risk_ratio_low",
        "Where its 95 % interval begins (Greenland and Robins).",
        TailFactor::riskRatioLow);
    fields.numberOrNull("risk_ratio_high", "Where it ends.", TailFactor::riskRatioHigh);
    fields.numberOrNull(
        "p_value",
        "Of Cochran, Mantel and Haenszel or Fisher within Map Runs, of Mann and Whitney or Grubbs"
            + " between them; null where nothing could be tested.",
        one -> one.tested.pValue());
    fields.numberOrNull(
        "q_value",
        "The same after all tests of the day are counted (Benjamini and Hochberg).",
        TailFactor::qValue);
    fields.numberOrNull(
        "explained_ms",
        "Of what slow children took beyond the median of their Map Run, the part due to it"
            + " (Miettinen).",
        TailFactor::explainedMs);
    fields.numberOrNull("explained_share", "That part, from 0 to 1.", TailFactor::explainedShare);
    fields.flag(
        "is_finding",
        "Whether it stands out: q below 0.05, a ratio of 1.5 at least, 5 % of the excess and 5 slow"
            + " children, and that still among children alike in the findings before.",
        TailFactor::isFinding);
    fields.integer("rank", "Its place among those of its kind, findings first.", TailFactor::rank);
    fields.numberOrNull(
        "detectable_ratio",
        "The smallest ratio that would have been seen with four chances in five; null between Map"
            + " Runs and where none would.",
        TailFactor::detectableRatio);
    fields.textOrNull(
        "example_execution_arn",
        "The slowest child with it; null where no slow one has it.",
        TailFactor::exampleArn);
    fields.textOrNull("note", "What else there is to say.", TailFactor::note);
  }
}

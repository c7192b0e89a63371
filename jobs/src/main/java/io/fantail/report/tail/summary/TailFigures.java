package io.fantail.report.tail.summary;

import io.fantail.report.factor.Onset;
import io.fantail.report.latency.Percentiles;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * How slow the children of one day's Map Runs of one label are, and since when.
 *
 * @param stateMachineName the state machine with the label
 * @param mapLabel of the Distributed Map
 * @param children how many ended
 * @param tailChildren those in the tail of their Map Run; estimated where not all were compared
 * @param activeTimes of all of them
 * @param lostMs what these took beyond the median of their Map Run, all together
 * @param onset since when more are slow; null where no moment stands out
 * @param factorsTested how many factors were tested on whole children
 * @param detectableRatio the smallest ratio that would have been seen of each of them; null where
 *     nothing could be tested
 */
public record TailFigures(
    String stateMachineName,
    String mapLabel,
    long children,
    long tailChildren,
    Percentiles activeTimes,
    double lostMs,
    @Nullable Onset onset,
    long factorsTested,
    @Nullable Double detectableRatio) {

  /** The fields, as the table {@code tails} shows them. */
  public static TailFigures shape(Fields<TailFigures> fields) {
    return new TailFigures(
        fields.text(
            "state_machine_name",
            "The state machine with the label, as executions has it for children.",
            TailFigures::stateMachineName),
        fields.text("map_label", "The label of the Distributed Map.", TailFigures::mapLabel),
        fields.whole("children", "The children that ended.", TailFigures::children),
        fields.whole(
            "tail_children",
            "Of these the slow ones: from the 95th percentile of their Map Run and 1.5 times its"
                + " median on; estimated where tail_factors compares a sample.",
            TailFigures::tailChildren),
        fields.record(TailFigures::activeTimes, Percentiles::shape),
        fields
            .column(
                "lost_ms",
                "What slow children took beyond the median of their Map Run, all together; estimated"
                    + " as tail_children is.")
            .field(FieldType.NUMBER, TailFigures::lostMs),
        fields.recordOrNull(TailFigures::onset, Onset::shape),
        fields.whole(
            "factors_tested",
            "How many factors tail_factors has of whole children.",
            TailFigures::factorsTested),
        fields.numberOrNull(
            "detectable_ratio",
            "The smallest ratio that would have been seen of each of them with four chances in five;"
                + " null where none would.",
            TailFigures::detectableRatio));
  }
}

package io.fantail.report.tail.summary;

import io.fantail.report.factor.TailFactor;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.FactorKind;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/** A factor that stands out, as a summary names it; see {@link TailFactor}. */
public record Cause(
    String stateMachineName,
    @Nullable String stateName,
    FactorKind kind,
    Factor factor,
    String value,
    long tailWith,
    @Nullable Double riskRatio,
    @Nullable Double riskRatioLow,
    @Nullable Double riskRatioHigh,
    double explainedMs,
    double explainedShare,
    @Nullable String exampleArn,
    @Nullable String note) {
  private static final FactorKind[] KINDS = FactorKind.values();
  private static final Factor[] FACTORS = Factor.values();

  static Cause of(TailFactor finding) {
    return new Cause(
        finding.stateMachineName(),
        finding.stateName(),
        finding.kind(),
        finding.factor(),
        finding.value(),
        finding.tailWith(),
        finding.riskRatio(),
        finding.riskRatioLow(),
        finding.riskRatioHigh(),
        finding.explainedMs(),
        finding.explainedShare(),
        finding.exampleArn(),
        finding.note());
  }

  /** The fields, by the columns of the table {@code tail_factors}. */
  public static Cause stored(Fields<Cause> fields) {
    return new Cause(
        fields.text("state_machine_name", "", Cause::stateMachineName),
        fields.textOrNull("state_name", "", Cause::stateName),
        fields.column("kind", "").constant(KINDS, Cause::kind),
        fields.column("factor", "").constant(FACTORS, Cause::factor),
        fields.text("value", "", Cause::value),
        fields.whole("tail_with", "", Cause::tailWith),
        fields.numberOrNull("risk_ratio", "", Cause::riskRatio),
        fields.numberOrNull("risk_ratio_low", "", Cause::riskRatioLow),
        fields.numberOrNull("risk_ratio_high", "", Cause::riskRatioHigh),
        fields.column("explained_ms", "").field(FieldType.NUMBER, Cause::explainedMs),
        fields.column("explained_share", "").field(FieldType.NUMBER, Cause::explainedShare),
        fields.textOrNull("example_execution_arn", "", Cause::exampleArn),
        fields.textOrNull("note", "", Cause::note));
  }

  static Cause shape(Fields<Cause> fields) {
    return new Cause(
        fields.text(Cause::stateMachineName),
        fields.textOrNull(Cause::stateName),
        fields.constant(KINDS, Cause::kind),
        fields.constant(FACTORS, Cause::factor),
        fields.text(Cause::value),
        fields.whole(Cause::tailWith),
        fields.numberOrNull(Cause::riskRatio),
        fields.numberOrNull(Cause::riskRatioLow),
        fields.numberOrNull(Cause::riskRatioHigh),
        fields.number(Cause::explainedMs),
        fields.number(Cause::explainedShare),
        fields.textOrNull(Cause::exampleArn),
        fields.textOrNull(Cause::note));
  }
}

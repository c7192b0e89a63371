package io.fantail.report.factor;

import io.fantail.report.statistics.Interval;
import io.fantail.report.trait.FactorKind;
import io.fantail.report.trait.Trait;
import org.jspecify.annotations.Nullable;

/**
 * What a test of one trait found.
 *
 * @param kind of the test: a factor that children of one Map Run differ in is also one of runs
 *     where each of these has but one value
 * @param childrenWith of those compared, those with the trait
 * @param tailWith of these the slow ones
 * @param runs in which children have it
 * @param riskRatio how many times as likely to be slow a child with the trait is; null where no
 *     child without it is slow
 * @param interval of the ratio; null where the test gives none
 * @param chiSquared the larger, the surer; 0 between Map Runs
 * @param pValue null where nothing could be tested
 * @param explainedMs of the tail's excess, the part that is due to the trait
 * @param isFinding whether it passes every gate, that of all tests of the report excepted
 * @param note what else there is to say
 */
record Tested(
    FactorKind kind,
    Trait trait,
    long childrenWith,
    long tailWith,
    int runs,
    @Nullable Double riskRatio,
    @Nullable Interval interval,
    double chiSquared,
    @Nullable Double pValue,
    double explainedMs,
    double explainedShare,
    boolean isFinding,
    @Nullable String exampleArn,
    @Nullable String note) {

  Tested withNote(boolean isFindingStill, @Nullable String otherNote) {
    return new Tested(
        kind,
        trait,
        childrenWith,
        tailWith,
        runs,
        riskRatio,
        interval,
        chiSquared,
        pValue,
        explainedMs,
        explainedShare,
        isFindingStill,
        exampleArn,
        otherNote);
  }
}

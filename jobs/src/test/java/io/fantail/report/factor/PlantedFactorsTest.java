package io.fantail.report.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.trait.Child;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.MapRunOrigin;
import io.fantail.report.trait.Scope;
import io.fantail.report.trait.Trait;
import io.fantail.testing.SimulatedChild;
import io.fantail.testing.SimulatedFanOut;
import io.fantail.testing.SimulatedFanOut.Planted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plants causes in simulated children, seed after seed, and looks whether they are found. */
class PlantedFactorsTest {
  private static final int SEEDS = 20;
  private static final double[] RUN_EFFECTS = {0, 0.15, 0.3};

  static Stream<Arguments> plants() {
    Map<String, UnaryOperator<SimulatedFanOut>> plants = new LinkedHashMap<>();
    plants.put("sick sandbox", fanOut -> fanOut.plantSickSandbox(4));
    plants.put("slow version", fanOut -> fanOut.plantSlowVersion(1.75));
    plants.put("cold starts", fanOut -> fanOut.plantColdStarts(1_000));
    plants.put("throttle burst", fanOut -> fanOut.plantThrottleBurst(1));
    plants.put("large items", fanOut -> fanOut.plantLargeItems(10));
    plants.put("slow run", fanOut -> fanOut.plantSlowRun(8));
    return plants.entrySet().stream()
        .flatMap(
            plant ->
                java.util.Arrays.stream(RUN_EFFECTS)
                    .mapToObj(effect -> Arguments.of(plant.getKey(), plant.getValue(), effect)));
  }

  @ParameterizedTest(name = "{0}, run effect {2}")
  @MethodSource("plants")
  void findsTheCauseFirstOfItsKindInNineteenSeedsOfTwenty(
      String name, UnaryOperator<SimulatedFanOut> plant, double effect) {
    List<String> missed = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      SimulatedFanOut fanOut = plant.apply(SimulatedFanOut.ofSeed(seed).runEffect(effect));
      Planted planted = fanOut.planted().get(0);
      List<TailFactor> found = findings(fanOut);
      boolean isFirst =
          found.stream()
              .filter(one -> wordOf(one.tested().kind()).equals(planted.kind()))
              .findFirst()
              .filter(
                  one ->
                      wordOf(one.tested().trait().factor()).equals(planted.factor())
                          && (planted.value() == null
                              || one.tested().trait().value().equals(planted.value())))
              .isPresent();
      if (!isFirst) {
        missed.add(seed + ": " + said(found));
      }
    }
    assertThat(missed).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.15, 0.3})
  void findsNothingWhereNothingIsPlanted(double effect) {
    List<String> found = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      List<TailFactor> findings = findings(SimulatedFanOut.ofSeed(seed).runEffect(effect));
      if (!findings.isEmpty()) {
        found.add(seed + ": " + said(findings));
      }
    }
    assertThat(found).hasSizeLessThanOrEqualTo(1);
  }

  /** Of a child that was refused at first, nothing is known of the function's first run. */
  @Test
  void blamesNothingThatOnlySlowChildrenLack() {
    List<TailFactor> found = findings(SimulatedFanOut.ofSeed(3).plantThrottleBurst(1));

    assertThat(found)
        .extracting(one -> one.tested().trait().factor())
        .contains(Factor.THROTTLE)
        .doesNotContain(Factor.RUNTIME_VERSION);
  }

  private static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String said(List<TailFactor> factors) {
    return factors.stream()
        .map(
            one ->
                one.tested().trait()
                    + " ratio "
                    + one.tested().riskRatio()
                    + " share "
                    + one.tested().explainedShare())
        .collect(Collectors.joining(", "));
  }

  private static List<TailFactor> findings(SimulatedFanOut fanOut) {
    TailFactors all = new TailFactors();
    all.add(tested(fanOut.children()));
    return all.judged().stream()
        .flatMap(scope -> scope.rows().stream())
        .filter(TailFactor::isFinding)
        .toList();
  }

  private static ScopeFactors tested(List<SimulatedChild> children) {
    ScopeChildren scope =
        new ScopeChildren(
            new Scope(LocalDate.of(2026, 8, 24), "order-fanout", "ProcessOrd1", null));
    Map<String, List<SimulatedChild>> runs =
        children.stream().collect(Collectors.groupingBy(SimulatedChild::mapRun));
    runs.forEach(
        (run, ofRun) -> {
          ofRun.sort(Comparator.comparingDouble(SimulatedChild::activeMs));
          scope.begin(
              new MapRunOrigin(run, List.of()),
              ofRun.get(ofRun.size() / 2).activeMs(),
              ofRun.get((int) (ofRun.size() * 0.95)).activeMs());
          ofRun.forEach(child -> scope.add(childOf(child)));
        });
    return scope.tested(null);
  }

  private static Child childOf(SimulatedChild child) {
    List<Trait> traits = new ArrayList<>();
    if (!child.throttled()) {
      traits.add(new Trait(Factor.LOG_STREAM, child.logStream()));
      traits.add(new Trait(Factor.FUNCTION_VERSION, child.functionVersion()));
      traits.add(new Trait(Factor.RUNTIME_VERSION, "python:3.12.v27"));
    }
    traits.add(new Trait(Factor.ITEM_KEY_PREFIX, child.keyPrefix()));
    if (child.coldStart()) {
      traits.add(Trait.of(Factor.COLD_START));
    }
    if (child.throttled()) {
      traits.add(Trait.of(Factor.THROTTLE));
    }
    long start = child.startedAt() * 1_000;
    return new Child(
        child.executionArn(),
        child.activeMs(),
        start,
        start + Math.round(child.activeMs() * 1_000),
        child.items(),
        child.itemBytes(),
        traits);
  }
}

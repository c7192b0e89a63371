package io.fantail.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.testing.SimulatedFanOut.Planted;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedFanOutTest {
  private static SimulatedFanOut fanOut() {
    return SimulatedFanOut.ofSeed(7).runEffect(0.3);
  }

  @Test
  void hasTwelveMapRunsOfFourHundredToAThousandChildren() {
    List<SimulatedChild> children = fanOut().children();

    Map<String, Long> runs =
        children.stream()
            .collect(Collectors.groupingBy(SimulatedChild::mapRun, Collectors.counting()));
    assertThat(runs).hasSize(12);
    assertThat(runs.values()).allMatch(count -> count >= 400 && count <= 1_000);
    assertThat(children).extracting(SimulatedChild::executionArn).doesNotHaveDuplicates();
    assertThat(children).isEqualTo(fanOut().children());
    assertThat(SimulatedFanOut.ofSeed(8).children()).isNotEqualTo(children);
    assertThat(fanOut().planted()).isEmpty();
  }

  @Test
  void multipliesAMapRunByItsOwnEffect() {
    List<SimulatedChild> calm = SimulatedFanOut.ofSeed(7).children();
    List<SimulatedChild> varied = fanOut().children();

    Map<String, List<Double>> paces =
        IntStream.range(0, calm.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> calm.get(i).mapRun(),
                    Collectors.mapping(
                        i -> varied.get(i).activeMs() / calm.get(i).activeMs(),
                        Collectors.toList())));
    assertThat(paces).hasSize(12);
    paces.forEach(
        (run, values) ->
            assertThat(values)
                .allSatisfy(v -> assertThat(v).isCloseTo(values.get(0), within(1e-9))));
    assertThat(paces.values()).extracting(values -> values.get(0)).doesNotHaveDuplicates();
  }

  static Stream<Arguments> plants() {
    SimulatedFanOut sick = fanOut().plantSickSandbox(4);
    String stream = sick.planted().get(0).value();
    SimulatedFanOut run = fanOut().plantSlowRun(2);
    String arn = run.planted().get(0).value();
    return Stream.of(
        Arguments.of(sick, "log_stream", is(child -> child.logStream().equals(stream)), 0.02),
        Arguments.of(
            fanOut().plantSlowVersion(1.75),
            "function_version",
            is(child -> child.functionVersion().equals("42")),
            0.30),
        Arguments.of(
            fanOut().plantColdStarts(1_000), "cold_start", is(SimulatedChild::coldStart), 0.03),
        Arguments.of(
            fanOut().plantThrottleBurst(0.25), "throttle", is(SimulatedChild::throttled), 0.005),
        Arguments.of(
            fanOut().plantLargeItems(10),
            "item_bytes",
            is(child -> child.itemBytes() > 800_000),
            0.05),
        Arguments.of(run, "map_run", is(child -> child.mapRun().equals(arn)), 1 / 12.0));
  }

  private static Predicate<SimulatedChild> is(Predicate<SimulatedChild> hit) {
    return hit;
  }

  @ParameterizedTest
  @MethodSource("plants")
  void slowsTheChildrenThatAPlantHits(
      SimulatedFanOut planted, String factor, Predicate<SimulatedChild> hit, double share) {
    List<SimulatedChild> before = fanOut().children();
    List<SimulatedChild> after = planted.children();

    assertThat(planted.planted()).extracting(Planted::factor).containsExactly(factor);
    assertThat(after.stream().filter(hit).count() / (double) after.size())
        .isCloseTo(share, within(0.3 * share));
    double[] hitTimes = timesAsLong(before, after, hit);
    assertThat(median(hitTimes)).isGreaterThan(1.5);
    if (!factor.equals("item_bytes")) {
      assertThat(timesAsLong(before, after, hit.negate()))
          .as("children that the plant does not hit")
          .containsOnly(1.0);
    }
  }

  private static double[] timesAsLong(
      List<SimulatedChild> before, List<SimulatedChild> after, Predicate<SimulatedChild> which) {
    return IntStream.range(0, after.size())
        .filter(i -> which.test(after.get(i)))
        .mapToDouble(i -> after.get(i).activeMs() / before.get(i).activeMs())
        .sorted()
        .toArray();
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }
}

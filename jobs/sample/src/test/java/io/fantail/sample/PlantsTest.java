package io.fantail.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fantail.sample.layout.ArchiveSink;
import io.fantail.sample.logs.LogEvent;
import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.options.FanOut;
import io.fantail.sample.options.Layout;
import io.fantail.sample.options.Plant;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.simulation.FanOutSimulation;
import io.fantail.sample.truth.SampleTruth;
import io.fantail.sample.truth.SampleTruth.ErrorFamilyCount;
import io.fantail.sample.truth.SampleTruth.PlantedCause;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PlantsTest {
  private static final int CHILDREN = 4_000;
  private static final long MINUTE_MILLIS = 60_000;

  /** What one simulation told, without any file. */
  private static final class Played implements ArchiveSink {
    final List<ModelExecution> executions = new ArrayList<>();
    final SampleTruth truth;

    Played(SampleOptions options) {
      truth = new FanOutSimulation(options, this).run().finish(0, 0);
    }

    static Played of(double runEffect, Plant... plants) {
      Set<Plant> planted = EnumSet.noneOf(Plant.class);
      planted.addAll(List.of(plants));
      return new Played(
          SampleOptions.of(CHILDREN, 7)
              .withPayloadChars(20)
              .withFanOut(new FanOut(12, runEffect, planted)));
    }

    @Override
    public void execution(ModelExecution execution) {
      executions.add(execution);
    }

    @Override
    public void logs(Sandbox sandbox, List<LogEvent> events) {}

    @Override
    public void retired(Sandbox sandbox) {}

    @Override
    public long noise() {
      return 0;
    }

    @Override
    public void close() {}

    List<ModelExecution> children() {
      return executions.stream().filter(execution -> execution.name().child()).toList();
    }
  }

  @Test
  void playsTwelveMapRunsWithinAnHourOneAfterTheOther() {
    Played played = Played.of(0);

    assertThat(played.children()).hasSize(CHILDREN);
    assertThat(played.truth.mapRuns()).hasSize(12);
    assertThat(played.truth.mapRuns())
        .allSatisfy(run -> assertThat(run.children()).isBetween(333L, 334L));
    List<ModelExecution> parents =
        played.executions.stream().filter(execution -> !execution.name().child()).toList();
    for (int i = 1; i < parents.size(); i++) {
      assertThat(parents.get(i).startedAt())
          .isGreaterThan(parents.get(i - 1).endedAt())
          .isEqualTo(parents.get(0).startedAt() + i * 5L * MINUTE_MILLIS);
    }
  }

  @Test
  void goesWrongNowhereWhereNothingIsPlanted() {
    Played played = Played.of(0.15);

    assertThat(played.truth.plantedCauses()).isEmpty();
    assertThat(played.truth.errorFamilies()).isEmpty();
    assertThat(played.truth.errors()).isEmpty();
    assertThat(played.children())
        .allSatisfy(child -> assertThat(child.status()).isEqualTo(ModelExecution.Status.SUCCEEDED));
  }

  @ParameterizedTest
  @EnumSource(value = Plant.class, mode = Mode.EXCLUDE, names = "ERROR_FAMILIES")
  void tellsWhichChildrenACauseHits(Plant plant) {
    Played played = Played.of(0.15, plant);

    assertThat(played.truth.plantedCauses()).hasSize(1);
    PlantedCause cause = played.truth.plantedCauses().get(0);
    assertThat(cause.plant()).isEqualTo(plant.toString());
    assertThat(cause.factor()).isEqualTo(plant.factor());
    List<ModelExecution> hit =
        played.children().stream().filter(hasCause(plant, cause.value())).toList();
    assertThat(hit).hasSize((int) cause.children());
    assertThat(cause.children() + cause.otherChildren()).isEqualTo(CHILDREN);
    assertThat(hit.stream().mapToLong(ModelExecution::startedAt).min().orElseThrow())
        .isEqualTo(Instant.parse(cause.firstStartedAt()).toEpochMilli());
  }

  /** What the files would say of the child, which is not what the simulation noted. */
  private static Predicate<ModelExecution> hasCause(Plant plant, String value) {
    return child ->
        switch (plant) {
          case SICK_SANDBOX ->
              invocations(child).anyMatch(one -> one.sandbox().logStream().equals(value));
          case SLOW_VERSION ->
              invocations(child).anyMatch(one -> one.function().version().equals(value));
          case COLD_STARTS -> invocations(child).anyMatch(ModelInvocation::cold);
          case THROTTLE_BURST ->
              child.attempts().stream()
                  .anyMatch(one -> "Lambda.TooManyRequestsException".equals(one.error()));
          case LARGE_ITEMS -> sizeOf(child) >= Long.parseLong(value);
          case SLOW_RUN -> child.causes().containsValue(value);
          case ERROR_FAMILIES -> false;
        };
  }

  private static Stream<ModelInvocation> invocations(ModelExecution child) {
    return child.attempts().stream().map(ModelAttempt::invocation).filter(one -> one != null);
  }

  private static long sizeOf(ModelExecution child) {
    return Long.parseLong(child.input().replaceFirst(".*\"Size\":(\\d+).*", "$1"));
  }

  @ParameterizedTest
  @EnumSource(value = Plant.class, mode = Mode.EXCLUDE, names = "ERROR_FAMILIES")
  void slowsWhatACauseHitsAndLeavesTheRestAlone(Plant plant) {
    Map<String, ModelExecution> before = byItem(Played.of(0.15));
    Played planted = Played.of(0.15, plant);
    PlantedCause cause = planted.truth.plantedCauses().get(0);

    List<Double> hitTimes = new ArrayList<>();
    List<Double> addedMillis = new ArrayList<>();
    List<Double> otherTimes = new ArrayList<>();
    byItem(planted)
        .forEach(
            (item, child) -> {
              ModelExecution same = Objects.requireNonNull(before.get(item), item);
              double ratio = (double) lambdaMillis(child) / lambdaMillis(same);
              if (child.causes().containsKey(plant)) {
                hitTimes.add(ratio);
                addedMillis.add((double) (millis(child) - millis(same)));
              } else {
                otherTimes.add(ratio);
              }
            });
    if (plant.times() > 1) {
      assertThat(median(hitTimes)).isCloseTo(plant.times(), within(plant.times() * 0.1));
    }
    if (plant.addedMillis() > 0) {
      assertThat(median(addedMillis))
          .isBetween(plant.addedMillis() * 0.9, plant.addedMillis() * 1.7);
    }
    assertThat(median(otherTimes)).isCloseTo(1, within(0.05));
    double others = Objects.requireNonNull(cause.otherP50Ms());
    assertThat(cause.p50Ms()).isGreaterThan(1.2 * others);
  }

  private static Map<String, ModelExecution> byItem(Played played) {
    Map<String, ModelExecution> byItem = new HashMap<>();
    for (ModelExecution child : played.children()) {
      byItem.put(child.input().replaceFirst(".*\"Key\":\"([^\"]+)\".*", "$1"), child);
    }
    return byItem;
  }

  private static long millis(ModelExecution child) {
    return child.endedAt() - child.startedAt();
  }

  private static long lambdaMillis(ModelExecution child) {
    return invocations(child).mapToLong(ModelInvocation::durationHundredths).sum();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  @Test
  void keepsEachCauseAtItsShare() {
    Map<Plant, Long> hits = new TreeMap<>();
    for (Plant plant : EnumSet.complementOf(EnumSet.of(Plant.ERROR_FAMILIES))) {
      hits.put(plant, Played.of(0.15, plant).truth.plantedCauses().get(0).children());
    }

    assertThat(hits.get(Plant.SICK_SANDBOX)).isBetween(60L, 240L);
    assertThat(hits.get(Plant.SLOW_VERSION)).isBetween(1_050L, 1_350L);
    assertThat(hits.get(Plant.COLD_STARTS)).isBetween(80L, 180L);
    assertThat(hits.get(Plant.THROTTLE_BURST)).isBetween(8L, 40L);
    assertThat(hits.get(Plant.LARGE_ITEMS)).isBetween(150L, 250L);
    assertThat(hits.get(Plant.SLOW_RUN)).isBetween(333L, 334L);
  }

  @Test
  void throttlesWithinOneMinuteOfOneMapRun() {
    PlantedCause burst = Played.of(0, Plant.THROTTLE_BURST).truth.plantedCauses().get(0);

    assertThat(Instant.parse(burst.lastStartedAt()))
        .isBefore(Instant.parse(burst.firstStartedAt()).plusSeconds(60));
  }

  @Test
  void multipliesTheDurationsOfAMapRunByItsEffect() {
    List<SampleTruth.MapRun> calm = Played.of(0).truth.mapRuns();
    List<SampleTruth.MapRun> varied = Played.of(0.5).truth.mapRuns();

    assertThat(spread(calm)).isLessThan(1.4);
    assertThat(spread(varied)).isGreaterThan(1.8);
  }

  private static double spread(List<SampleTruth.MapRun> runs) {
    double[] medians =
        runs.stream().mapToDouble(run -> Objects.requireNonNull(run.p50Ms())).sorted().toArray();
    return medians[medians.length - 1] / medians[0];
  }

  @Test
  void raisesTwelveFamiliesOfSixRuntimesWithOtherIdsEachTime() {
    Played played = Played.of(0, Plant.ERROR_FAMILIES);

    List<ErrorFamilyCount> families = played.truth.errorFamilies();
    assertThat(families).hasSize(12);
    assertThat(families)
        .extracting(ErrorFamilyCount::runtime)
        .containsOnly("python", "node", "java", "go", "ruby", "dotnet");
    assertThat(families)
        .allSatisfy(
            family -> {
              assertThat(family.executions()).isBetween(30L, 40L);
              assertThat(family.attempts()).isGreaterThan(family.executions());
              assertThat(family.terminal()).isBetween(1L, 25L);
            });
    Map<String, List<String>> causes = new TreeMap<>();
    for (ModelExecution child : played.children()) {
      for (ModelAttempt attempt : child.attempts()) {
        if (attempt.raised() != null) {
          causes
              .computeIfAbsent(attempt.raised().family(), unseen -> new ArrayList<>())
              .add(attempt.raised().causeOf("").replace("\"requestId\":\"\"", ""));
        }
      }
    }
    assertThat(causes).hasSize(12);
    causes.forEach((family, texts) -> assertThat(texts).as(family).doesNotHaveDuplicates());
    long terminal = families.stream().mapToLong(ErrorFamilyCount::terminal).sum();
    assertThat(played.truth.executionStatus())
        .filteredOn(row -> row.status().equals("FAILED"))
        .singleElement()
        .satisfies(row -> assertThat(row.count()).isEqualTo(terminal));
  }

  @Test
  void failsAThousandTimesPerFamilyAtFullSize() {
    Map<String, Long> executions =
        new Played(
                SampleOptions.of(100_000, 3)
                    .withPayloadChars(0)
                    .withFanOut(new FanOut(12, 0, Set.of(Plant.ERROR_FAMILIES))))
            .truth.errorFamilies().stream()
                .collect(Collectors.toMap(ErrorFamilyCount::family, ErrorFamilyCount::executions));

    assertThat(executions.values()).allSatisfy(count -> assertThat(count).isBetween(950L, 1_000L));
  }

  @Test
  void refusesToPlantInNoMapRun() {
    assertThatThrownBy(() -> new FanOut(0, 0, Set.of(Plant.SLOW_RUN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("map-runs");
    assertThatThrownBy(() -> new FanOut(12, -0.1, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run-effect is -0.1");
    assertThatThrownBy(() -> SampleOptions.of(100, 1).withFanOut(new FanOut(12, 0, Set.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ask for 240 or more");
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void writesTheSameBytesForTheSameSeed(Layout layout, @TempDir Path folder)
      throws IOException, NoSuchAlgorithmException {
    SampleOptions options =
        SampleOptions.of(500, 5)
            .withLayout(layout)
            .withFanOut(new FanOut(5, 0.15, EnumSet.allOf(Plant.class)));
    SampleTruth truth = SampleArchive.write(options, folder.resolve("once"));
    SampleArchive.write(options, folder.resolve("again"));

    assertThat(UnplantedBytesTest.digestOf(folder.resolve("once")))
        .isEqualTo(UnplantedBytesTest.digestOf(folder.resolve("again")));
    assertThat(SampleTruth.read(folder.resolve("once"))).isEqualTo(truth);
  }
}

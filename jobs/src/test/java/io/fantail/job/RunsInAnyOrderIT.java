package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An archive whose objects arrive in any order, over any number of runs, gives the same tables as
 * one run over all of it. {@code -Dfantail.seeds=20} tries more orders than CI does.
 */
class RunsInAnyOrderIT {
  private static final int MOST_RUNS = 50;

  /** All cases together, of many days, with ends, answers, redrives and logs that come later. */
  private static final String CASES = "cases";

  @TempDir private static Path folder = Path.of("");

  private static final Map<String, Map<String, List<String>>> IN_ONE_RUN = new HashMap<>();

  static List<Arguments> orders() {
    List<String> archives = List.of("firehose", "export", "history", CASES);
    return IntStream.rangeClosed(1, Integer.getInteger("fantail.seeds", archives.size()))
        .mapToObj(seed -> Arguments.of(archives.get(seed % archives.size()), seed))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void givesTheSameTables(String name, int seed) throws IOException {
    Path archive = archiveOf(name);
    Map<String, List<String>> expected = inOneRun(name, archive);
    Path waiting = folder.resolve("waiting");
    Path lake = folder.resolve("lake-" + seed);
    Random random = new Random(seed);
    List<Path> objects = new ArrayList<>(objectsOf(archive));
    Collections.shuffle(objects, random);
    for (Path object : objects) {
      move(object, archive, waiting);
    }
    int runs = seed % 4 == 0 ? MOST_RUNS : 1 + random.nextInt(8);
    for (List<Path> part : parts(objects, runs, random)) {
      for (Path object : part) {
        move(waiting.resolve(archive.relativize(object)), waiting, archive);
      }
      run(archive, lake);
    }

    LakeReader.assertSame(LakeReader.contents(lake), expected);
  }

  /** Cuts the objects into so many parts, of which none is empty, or into single ones. */
  private static List<List<Path>> parts(List<Path> objects, int wanted, Random random) {
    List<Integer> cuts =
        new ArrayList<>(
            random
                .ints(1, objects.size())
                .distinct()
                .limit(Math.min(wanted, objects.size()) - 1L)
                .sorted()
                .boxed()
                .toList());
    cuts.add(objects.size());
    List<List<Path>> parts = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      parts.add(objects.subList(from, cut));
      from = cut;
    }
    return parts;
  }

  private static Map<String, List<String>> inOneRun(String name, Path archive) {
    return IN_ONE_RUN.computeIfAbsent(
        name,
        once -> {
          Path lake = folder.resolve("lake-of-" + name);
          run(archive, lake);
          Map<String, List<String>> contents = LakeReader.contents(lake);
          assertThat(contents.get("spans")).isNotEmpty();
          return contents;
        });
  }

  private static void run(Path archive, Path lake) {
    Commands.succeed(
        "run", "--archive", archive, "--lake", lake, "--function-from-key=/(?<function>fn-[^/]+)/");
  }

  private static Path archiveOf(String name) throws IOException {
    Path sample = folder.resolve(name);
    if (!Files.exists(sample) && name.equals(CASES)) {
      copy(CaseLake.folder(""), sample.resolve("archive"));
    } else if (!Files.exists(sample)) {
      Commands.succeed(
          "sample", "--out", sample, "--children=120", "--layout=" + name, "--seed=11");
    }
    return sample.resolve("archive");
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : objectsOf(from)) {
      Path target = to.resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  private static List<Path> objectsOf(Path archive) {
    try (Stream<Path> all = Files.walk(archive)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void move(Path file, Path from, Path to) throws IOException {
    Path target = to.resolve(from.relativize(file));
    Files.createDirectories(target.getParent());
    Files.move(file, target);
  }
}

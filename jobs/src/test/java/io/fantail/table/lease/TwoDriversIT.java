package io.fantail.table.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that write to one lake at once, each as often as a job of two days would. */
class TwoDriversIT {
  private static final int TRIES = 50;

  @TempDir Path lake = Path.of("");
  @TempDir Path said = Path.of("");

  /** A {@link Driver}, and how it is spoken to. */
  private record Spoken(Process process, BufferedReader answers, Writer orders, Path errors)
      implements AutoCloseable {
    static Spoken start(String name, Path lake, Path said) throws IOException {
      Path errors = said.resolve(name);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Driver.class.getName(),
                  name,
                  lake.toString())
              .redirectError(errors.toFile())
              .start();
      return new Spoken(process, process.inputReader(), process.outputWriter(), errors);
    }

    void order(String order) {
      try {
        orders.write(order + "\n");
        orders.flush();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    String answer() throws IOException {
      String answer = answers.readLine();
      assertThat(answer).as("the driver has ended: %s", Files.readString(errors)).isNotNull();
      return answer;
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  @Test
  void oneOfThemWinsEachTryAndTheOtherSaysWhy() throws IOException {
    try (Spoken one = Spoken.start("one", lake, said);
        Spoken two = Spoken.start("two", lake, said)) {
      for (int i = 0; i < TRIES; i++) {
        String first = both("try", one, two);
        String[] answers = first.split("\n", -1);
        int winner = answers[0].equals("taken") ? 0 : 1;
        assertThat(answers[winner]).isEqualTo("taken");
        assertThat(answers[1 - winner])
            // The entry may be there before what is written in it.
            .containsPattern(
                "^Another job holds the lake: ('run' on .* since .* run "
                    + (winner == 0 ? "one" : "two")
                    + ";|a job that began ).* free at ");

        assertThat(both("commit", one, two).split("\n", -1))
            .containsExactlyInAnyOrder("version " + i, "nothing");
      }
    }
    assertThat(commits()).hasSize(TRIES);
  }

  /** Without the lease some of the commits take each other's place. */
  @Test
  void noCommitIsLostWhereBothWorkAsFastAsTheyCan() throws IOException {
    try (Spoken one = Spoken.start("one", lake, said);
        Spoken two = Spoken.start("two", lake, said)) {
      assertThat(both("work " + TRIES, one, two)).contains("refused").doesNotContain("version");
    }

    assertThat(Collections.frequency(commits(), "one")).isEqualTo(TRIES);
    assertThat(Collections.frequency(commits(), "two")).isEqualTo(TRIES);
  }

  private static String both(String order, Spoken one, Spoken two) throws IOException {
    one.order(order);
    two.order(order);
    return one.answer() + "\n" + two.answer();
  }

  /** Who made each of the commits that there are. */
  private List<String> commits() throws IOException {
    List<String> commits = new ArrayList<>();
    for (int version : IntStream.range(0, 3 * TRIES).toArray()) {
      Path file = lake.resolve(version + ".json");
      if (Files.exists(file)) {
        commits.add(Files.readString(file).strip());
      }
    }
    return commits;
  }
}

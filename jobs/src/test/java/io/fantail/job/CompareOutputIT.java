package io.fantail.job;

import static io.fantail.job.ComparedDays.compare;
import static io.fantail.job.ComparedDays.lake;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code compare} prints what people can read, and its exit code is that of its gates. */
class CompareOutputIT {
  private static Object[] ofDays(Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("compare", "--lake", lake()));
    arguments.addAll(List.of("--base", ComparedDays.BASE, "--against", ComparedDays.AGAINST));
    arguments.addAll(List.of(options));
    return arguments.toArray();
  }

  @Test
  void failsOnWhatIsSurelySlower() {
    Commands.Outcome broken =
        Commands.call(ofDays("--fail-on", "p95:1.2", "--fail-on", "error_rate:1.5"));
    assertThat(broken.exitCode()).as(broken.both()).isEqualTo(ExitCode.GATE_BROKEN);
    assertThat(broken.out().replaceAll("\\s+", " "))
        .contains(
            "Broken: --fail-on p95:1.2: p95 of function check-order of children of orders/Each is at least")
        .contains("Broken: --fail-on error_rate:1.5")
        .contains("slower")
        .contains("ms more on average: lambda +")
        .contains("NewFault");
    assertThat(Commands.call(ofDays("--fail-on", "p95:3", "--json")).exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void printsNoMoreThanItIsAskedFor() throws IOException {
    JsonNode comparison =
        compare("--base", ComparedDays.BASE, "--against", ComparedDays.AGAINST, "--limit", "2");
    assertThat(comparison.path("changes")).hasSize(2);
    assertThat(comparison.at("/verdicts/slower").asLong()).isGreaterThan(2);
    assertThat(Commands.succeed(ofDays("--limit", "2")).out())
        .contains("... and more: raise --limit");
  }

  @Test
  void printsTheWorstFirstAndFitsATerminal() {
    String out = print();
    assertThat(out.lines().filter(line -> !line.contains("arn:")))
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    assertThat(out.lines().filter(line -> line.contains("base     against")))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("SLOWER", "UNKNOWN", "SAME");
    assertThat(out).containsPattern("error_rate +1\\.67 % +16\\.67 % +\\+15\\.0 points \\(\\+");
    assertThat(out).containsPattern("same_item +\\d+\\.\\d ms .* times \\(");
    assertThat(out).containsPattern("Errors that are new\n  NewFault in Check");
    assertThat(out).doesNotContain("NaN", "Infinity", "∞", " open");
  }

  private static String print(Object... more) {
    return Commands.succeed(ofDays(more)).out();
  }
}

package io.fantail.job.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownMapRunTest {
  private static final String ARN = "arn:aws:states:eu-west-1:444455556666:mapRun:";

  private static final List<KnownMapRun> RUNS =
      List.of(
          run("orders/Fan:9f0c1a2b-1111-2222-3333-444444444444", "Process orders"),
          run("orders/Fan:9f0d0000-1111-2222-3333-555555555555", "Process orders"),
          run("orders/Audit:0a1b2c3d-1111-2222-3333-666666666666", "Audit"),
          run("invoices/Audit2:Fan", null));

  private static KnownMapRun run(String name, @Nullable String state) {
    return new KnownMapRun(ARN + name, state, null, "3 items");
  }

  /** What somebody copied, and the Map Runs that it may be, by their places. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "arn:aws:states:eu-west-1:444455556666:mapRun:orders/Fan:9f0c1a2b-1111-2222-3333-444444444444, 0",
        "9f0c1a2b-1111-2222-3333-444444444444, 0",
        "` 9f0c1a2b-1111-2222-3333-444444444444 `, 0",
        "orders/Fan:9f0c1a2b-1111-2222-3333-444444444444, 0",
        "Fan:9f0c1a2b-1111-2222-3333-444444444444, 0",
        // The beginning of an id, and the forms that a screen cuts
        "9f0c, 0",
        "9F0C, 0",
        "9f0c…, 0",
        "9f0c1a2b-1..., 0",
        "9f0, 0 1",
        "9, 0 1",
        "Fan:9f0d, 1",
        "Fan:9, 0 1",
        "orders/Fan:9f0d, 1",
        "…:Fan:9f0d…, 1",
        "...:9f0d, 1",
        "…/Fan:9f0c1a2b, 0",
        "arn:aws:states:eu-west-1:444455556666:mapRun:orders/Fan:9f0c, 0",
        "arn:aws:states:eu-west-1:444455556666:mapRun:orders/Fan, 0 1",
        // Label, machine and label, state
        "Audit, 2",
        "orders/Audit, 2",
        "orders/Fan, 0 1",
        "Process orders, 0 1",
        "Audit2, 3",
        // An id wins over a label
        "Fan, 3",
        // Nothing of it
        "-, -",
        "…, -",
        "444444444444, -",
        "1a2b, -",
        "orders, -",
        "audit, -",
        "%, -",
        "', -"
      })
  void isFoundByWhatPeopleCopy(@Nullable String given, @Nullable String expected) {
    String found =
        KnownMapRun.meant(given == null ? " " : given, RUNS).stream()
            .map(run -> String.valueOf(RUNS.indexOf(run)))
            .collect(Collectors.joining(" "));

    assertThat(found).isEqualTo(expected == null ? "" : expected);
  }
}

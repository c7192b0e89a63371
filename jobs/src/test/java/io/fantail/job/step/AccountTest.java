package io.fantail.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.parse.ArchiveAccount;
import io.fantail.event.parse.UnknownTypes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final ArchiveAccount READ =
      new ArchiveAccount(
          3, 4_000, 100, 50, 7, 23, 11, 13, 17, 19, null, null, new UnknownTypes(new TreeMap<>()));

  @Test
  void addsUpWhateverCameTwice() {
    Map<String, Object> figures = new Account(READ, 20, 6, 5).figures();

    assertThat(figures)
        .containsEntry("records", 240L)
        .containsEntry("events", 80L)
        .containsEntry("lambda_records", 44L)
        .containsEntry("aws_spans", 6L)
        .containsEntry("pending_children", 23L)
        .containsEntry("noise", 13L + 17 + 7 + 23 + 6)
        .containsEntry("duplicates", 31L)
        .containsEntry("rejects", 19L);
    assertThat(
            List.of("events", "lambda_records", "noise", "duplicates", "rejects").stream()
                .mapToLong(part -> (Long) figures.get(part))
                .sum())
        .isEqualTo(240);
  }
}

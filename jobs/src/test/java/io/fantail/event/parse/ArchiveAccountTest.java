package io.fantail.event.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.spark.Codec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArchiveAccountTest {
  private static final Codec<ArchiveAccount> ACCOUNT = Codec.of(ArchiveAccount::shape);

  private static final Instant EARLY = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant LATE = Instant.parse("2026-03-02T10:00:00.001Z");

  private static final UnknownTypes TYPES =
      UnknownTypes.NONE.with("TaskResumed").with("TaskFailed").with("TaskResumed").with("A");

  private static final List<ArchiveAccount> ACCOUNTS =
      List.of(
          ArchiveAccount.NOTHING,
          new ArchiveAccount(1, 10, 2, 3, 6, 9, 8, 4, 11, 5, LATE, LATE, UnknownTypes.NONE),
          new ArchiveAccount(2, 1L << 40, 20, 30, 60, 90, 80, 40, 110, 50, EARLY, EARLY, TYPES),
          new ArchiveAccount(1, 7, 0, 0, 0, 0, 0, 0, 0, 9, null, null, TYPES));

  @Test
  void countsTypesThatNobodyKnows() {
    assertThat(TYPES.counts()).isEqualTo(Map.of("TaskResumed", 2L, "A", 1L));
    assertThat(TYPES.total()).isEqualTo(3);
    UnknownTypes many = UnknownTypes.NONE;
    for (int i = 0; i < 1_000; i++) {
      many = many.with("Damaged" + i);
    }
    assertThat(many.counts()).hasSize(101).containsEntry("(others)", 900L);
  }

  @Test
  void survivesPacking() {
    assertThat(ACCOUNTS)
        .allSatisfy(
            account -> assertThat(ACCOUNT.unpack(ACCOUNT.pack(account))).isEqualTo(account));
  }

  @Test
  void addsUpAndSpansAllTimes() {
    assertThat(ACCOUNTS.stream().reduce(ArchiveAccount.NOTHING, ArchiveAccount::plus))
        .isEqualTo(
            new ArchiveAccount(
                4,
                17 + (1L << 40),
                22,
                33,
                66,
                99,
                88,
                44,
                121,
                64,
                EARLY,
                LATE,
                TYPES.plus(TYPES)));
  }

  @Test
  void knowsTheTimesOfWhicheverSideHasThem() {
    assertThat(timed(EARLY, LATE).plus(timed(null, null))).isEqualTo(timed(EARLY, LATE));
    assertThat(timed(null, null).plus(timed(EARLY, LATE))).isEqualTo(timed(EARLY, LATE));
    assertThat(timed(null, null).plus(timed(null, null))).isEqualTo(timed(null, null));
  }

  @Test
  void comesToTheSameInWhateverOrderTasksEnd() {
    for (ArchiveAccount one : ACCOUNTS) {
      assertThat(one.plus(ArchiveAccount.NOTHING)).isEqualTo(one);
      for (ArchiveAccount other : ACCOUNTS) {
        assertThat(one.plus(other)).isEqualTo(other.plus(one));
        for (ArchiveAccount third : ACCOUNTS) {
          assertThat(one.plus(other).plus(third)).isEqualTo(one.plus(other.plus(third)));
        }
      }
    }
  }

  private static ArchiveAccount timed(@Nullable Instant firstAt, @Nullable Instant lastAt) {
    return new ArchiveAccount(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, firstAt, lastAt, UnknownTypes.NONE);
  }
}

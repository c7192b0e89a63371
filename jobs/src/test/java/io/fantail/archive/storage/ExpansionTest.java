package io.fantail.archive.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.archive.record.DamagedContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** All that comes out of one stored object counts together. */
class ExpansionTest {
  private static final int FREE_BYTES = 1 << 20;

  private static void read(Expansion expansion, int bytes) throws IOException {
    expansion.counting(new ByteArrayInputStream(new byte[bytes])).readAllBytes();
  }

  @Test
  void refusesManyEntriesThatAreHarmlessAlone() {
    Expansion expansion = new Expansion(1_000, new Inflation(FREE_BYTES));

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                read(expansion.deeper(), 100_000);
              }
            })
        .isInstanceOf(DamagedContent.class);
  }

  @Test
  void refusesEntriesWithoutContentAndWithoutEnd() {
    Expansion expansion = new Expansion(1_000, new Inflation(FREE_BYTES));

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                expansion.addEntry();
              }
            })
        .isInstanceOf(DamagedContent.class);
  }

  @Test
  void letsWhatLogsInflateToPassHoweverOftenItIsLookedAt() {
    Expansion expansion = new Expansion(100_000, new Inflation(FREE_BYTES));

    assertThatCode(
            () -> {
              for (int i = 0; i < 3 * 60; i++) {
                read(expansion, 100_000);
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void countsArchivesInArchives() {
    Expansion one = new Expansion(1, new Inflation(FREE_BYTES));

    assertThat(one.isTooDeep()).isFalse();
    assertThat(one.deeper().deeper().deeper().isTooDeep()).isFalse();
    assertThat(one.deeper().deeper().deeper().deeper().isTooDeep()).isTrue();
  }
}

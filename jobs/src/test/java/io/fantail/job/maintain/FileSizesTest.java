package io.fantail.job.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSizesTest {
  private static final long MB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "24, 10, 1, true",
    "1, 10, 1, false",
    "2, 200, 1, true",
    "2, 257, 2, false",
    "100, 1000, 4, true",
    "4, 1000, 4, false",
    "7, 1000, 4, false",
    "8, 1000, 4, true",
    "0, 0, 1, false"
  })
  void joinsWhatIsTooSmall(int files, long megabytes, int wanted, boolean isWorthwhile) {
    assertThat(FileSizes.filesOf(megabytes * MB)).isEqualTo(wanted);
    assertThat(FileSizes.areWorthwhile(files, megabytes * MB)).isEqualTo(isWorthwhile);
  }

  /** Else each call would write the same rows again. */
  @Test
  void comesToAnEndHoweverMuchSmallerFilesBecomeByOrder() {
    long bytes = 3000 * MB;
    int files = 500;
    int calls = 0;
    while (FileSizes.areWorthwhile(files, bytes)) {
      files = FileSizes.filesOf(bytes);
      bytes = bytes * 7 / 10;
      calls++;
    }
    assertThat(calls).isLessThanOrEqualTo(5);
    assertThat(bytes / files).isLessThan(256 * MB);
  }
}

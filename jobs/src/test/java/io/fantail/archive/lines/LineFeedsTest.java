package io.fantail.archive.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineFeedsTest {
  /** Those that differ from a line feed in one bit, or come next to it, among them. */
  private static final byte[] BYTES = {'\n', 0x0B, 0x09, 0x0E, 0x02, (byte) 0x8A, 0, -1, 'a', 0x4A};

  @Test
  void findsTheFirstOfAnyBytesBetweenAnyEnds() {
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] buffer = new byte[random.nextInt(40)];
      int kinds = 1 + random.nextInt(BYTES.length);
      for (int i = 0; i < buffer.length; i++) {
        buffer[i] = BYTES[random.nextInt(3) == 0 ? random.nextInt(kinds) : 1 + random.nextInt(9)];
      }
      int from = random.nextInt(buffer.length + 1);
      int to = from + random.nextInt(buffer.length - from + 1);

      int first = from;
      while (first < to && buffer[first] != '\n') {
        first++;
      }
      assertThat(LineFeeds.first(buffer, from, to)).isEqualTo(first);
    }
  }
}

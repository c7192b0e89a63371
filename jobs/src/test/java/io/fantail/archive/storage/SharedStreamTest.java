package io.fantail.archive.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedStreamTest {
  private static final int KEPT = 1 << 18;

  private final byte[] content = new byte[3 * KEPT];
  private final List<InputStream> opened = new ArrayList<>();
  private int closed;
  private final SharedStream shared = new SharedStream(this::openStored);

  SharedStreamTest() {
    new Random(3).nextBytes(content);
  }

  private InputStream openStored() {
    InputStream stored =
        new FilterInputStream(new ByteArrayInputStream(content)) {
          @Override
          public void close() {
            closed++;
          }
        };
    opened.add(stored);
    return stored;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, KEPT})
  void isOpenedOnceForALookAndAReader(int lookedAt) throws IOException {
    try (InputStream look = shared.open()) {
      assertThat(look.readNBytes(lookedAt)).isEqualTo(beginning(lookedAt));
    }
    try (InputStream reader = shared.open()) {
      assertThat(reader.readAllBytes()).isEqualTo(content);
    }
    assertThat(opened).hasSize(1);
    assertThat(closed).isZero();

    shared.close();
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void isOpenedAgainWhereSomebodyGotTooFar() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (InputStream reader = shared.open()) {
        assertThat(reader.readAllBytes()).isEqualTo(content);
      }
    }
    assertThat(opened).hasSize(3);
  }

  @Test
  void givesEachItsBytesWhereTwoTakeTurns() throws IOException {
    try (InputStream slow = shared.open();
        InputStream quick = shared.open()) {
      assertThat(slow.readNBytes(10)).isEqualTo(beginning(10));
      assertThat(quick.readAllBytes()).isEqualTo(content);
      byte[] rest = slow.readAllBytes();
      assertThat(rest).hasSize(content.length - 10).endsWith(content[content.length - 1]);
      assertThat(new ByteArrayInputStream(rest).read()).isEqualTo(content[10] & 0xFF);
    }
    assertThat(opened).hasSize(2);
    assertThat(closed).as("the own stream of the slow one").isEqualTo(1);
  }

  private byte[] beginning(int count) {
    return Arrays.copyOf(content, count);
  }
}

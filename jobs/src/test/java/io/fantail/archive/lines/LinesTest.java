package io.fantail.archive.lines;

import static io.fantail.testing.ArchiveFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  private static final int SMALL_BUFFER = 1 << 17;
  private static final int LIMIT = 16 << 20;

  /** A record begins with {@code >>>}; every other line continues. */
  private static final Lines.RecordStart MARKED =
      new Lines.RecordStart(
          3,
          (buffer, start, limit) ->
              limit - start >= 3
                  && buffer[start] == '>'
                  && buffer[start + 1] == '>'
                  && buffer[start + 2] == '>');

  /** Gives a few bytes at a time, as a network does, and may break off at the end. */
  private static final class Dribble extends InputStream {
    private final byte[] bytes;
    private final Random random = new Random(3);
    private final boolean breaks;
    private int next;

    Dribble(byte[] bytes, boolean breaks) {
      this.bytes = bytes;
      this.breaks = breaks;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("one byte at a time");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (next == bytes.length) {
        if (breaks) {
          throw new IOException("broke off");
        }
        return -1;
      }
      int count = Math.min(Math.min(length, 1 + random.nextInt(9)), bytes.length - next);
      System.arraycopy(bytes, next, buffer, offset, count);
      next += count;
      return count;
    }
  }

  /** The same text over and over, {@code repeats} times, without ever holding it. */
  private static final class Repeated extends InputStream {
    private final byte[] text;
    private long left;
    private int next;

    Repeated(String text, int repeats) {
      this.text = utf8(text);
      this.left = (long) this.text.length * repeats;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("one byte at a time");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(left, Math.min(length, text.length - next));
      System.arraycopy(text, next, buffer, offset, count);
      next = (next + count) % text.length;
      left -= count;
      return count;
    }
  }

  private static List<String> recordsOf(Lines lines) throws IOException {
    List<String> records = new ArrayList<>();
    while (lines.next()) {
      String record =
          new String(
              lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
      records.add(record);
    }
    return records;
  }

  @Test
  void cutsTheSameRecordsHoweverFewBytesArriveAtOnce() throws IOException {
    String text = ">>>one\ngoes on\n\n>>>two\r\n>>\n>>>three\n>>>";

    assertThat(recordsOf(new Lines(new Dribble(utf8(text), false), MARKED)))
        .isEqualTo(recordsOf(new Lines(new ByteArrayInputStream(utf8(text)), MARKED)))
        .containsExactly(">>>one\ngoes on", ">>>two\r\n>>", ">>>three", ">>>");
  }

  @Test
  void neverGrowsItsBufferWhileRecordsAreSmall() throws IOException {
    try (Lines lines = new Lines(new Repeated(">>>a line\nand more\n", 500_000), MARKED)) {
      long records = 0;
      while (lines.next()) {
        records++;
      }
      assertThat(records).isEqualTo(500_000);
      assertThat(lines.buffer()).hasSizeLessThanOrEqualTo(SMALL_BUFFER);
    }
  }

  @Test
  void growsItsBufferToTheLongestRecordAndNoFurther() throws IOException {
    String record = ">>>" + "x".repeat(300_000) + "\n";
    try (Lines lines = new Lines(new Repeated(record, 40), MARKED)) {
      while (lines.next()) {
        assertThat(lines.end() - lines.start()).isEqualTo(300_003);
      }
      assertThat(lines.buffer()).hasSizeBetween(300_003, 4 * 300_003);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"endless", "many short lines\n"})
  void holdsNoMoreThanItsLimitOfARecordWithoutEnd(String text) throws IOException {
    int repeats = 5 * LIMIT / text.length();
    try (Lines lines = new Lines(new Repeated(text, repeats), MARKED)) {
      assertThat(lines.next()).isTrue();
      assertThat(lines.isTooLong()).isTrue();
      while (lines.next()) {
        assertThat(lines.end() - lines.start()).isLessThan(3 * LIMIT);
      }
      assertThat(lines.buffer()).hasSizeLessThan(3 * LIMIT);
    }
  }

  @Test
  void returnsEveryWholeRecordBeforeTheStreamBreaks() throws IOException {
    Lines lines = new Lines(new Dribble(utf8(">>>one\n>>>two\n>>>thr"), true), MARKED);
    List<String> records = new ArrayList<>();

    assertThatThrownBy(() -> addAll(lines, records)).hasMessage("broke off");
    assertThat(records).containsExactly(">>>one", ">>>two");
  }

  @Test
  void countsNoRecordAsCutWhenTheStreamBreaksBehindItsLineEnd() {
    Lines lines = new Lines(new Dribble(utf8(">>>one\n>>>two\n"), true), MARKED);
    List<String> records = new ArrayList<>();

    assertThatThrownBy(() -> addAll(lines, records)).hasMessage("broke off");
    assertThat(records).containsExactly(">>>one", ">>>two");
  }

  @Test
  void keepsTheRecordBeforeAPrefixThatTheBreakCut() {
    Lines lines = new Lines(new Dribble(utf8(">>>one\n>>>two\n>>"), true), MARKED);
    List<String> records = new ArrayList<>();

    assertThatThrownBy(() -> addAll(lines, records)).hasMessage("broke off");
    assertThat(records).containsExactly(">>>one", ">>>two");
  }

  @Test
  void saysWhereRecordsBeginAlsoBehindOneThatIsTooLong() throws IOException {
    byte[] text = utf8(">>>one\n>>>" + "x".repeat(LIMIT + 5_000_000) + "\n>>>two\n");
    try (Lines lines = new Lines(new ByteArrayInputStream(text), MARKED)) {
      List<Long> positions = new ArrayList<>();
      while (lines.next()) {
        positions.add(lines.position());
      }
      assertThat(positions).containsExactly(0L, 7L, text.length - 7L);
    }
  }

  private static void addAll(Lines lines, List<String> records) throws IOException {
    while (lines.next()) {
      String record =
          new String(
              lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
      records.add(record);
    }
  }
}

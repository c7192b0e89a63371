package io.fantail.archive.storage;

import static io.fantail.testing.ArchiveFiles.concat;
import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.zstd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.archive.record.DamagedContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InflationTest {
  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final int SMALL_LIMIT = 1 << 20;
  private static final byte[] ONE = utf8("the first");
  private static final byte[] TWO = incompressible(200_000);
  private static final byte[] BOTH = concat(ONE, TWO);

  private static byte[] incompressible(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  /** All that came out before the end, and the damage that was the end. */
  @SuppressWarnings("ArrayRecordComponent") // compared by hand
  private record Inflated(byte[] bytes, String damage) {
    static Inflated of(byte[] stored, long freeBytes) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (InputStream in = new Inflation(freeBytes).inflate(new ByteArrayInputStream(stored))) {
        byte[] buffer = new byte[100_000];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          bytes.write(buffer, 0, read);
        }
        return new Inflated(bytes.toByteArray(), "");
      } catch (DamagedContent damage) {
        return new Inflated(bytes.toByteArray(), damage.reason().name());
      }
    }
  }

  static List<Arguments> mixtures() {
    return List.of(
        Arguments.of("plain", BOTH),
        Arguments.of("gzip", gzip(BOTH)),
        Arguments.of("gzip members", concat(gzip(ONE), gzip(TWO))),
        Arguments.of("an empty member between", concat(gzip(ONE), gzip(utf8("")), gzip(TWO))),
        Arguments.of("gzip of members", gzip(concat(gzip(ONE), gzip(TWO)))),
        Arguments.of("members of gzip cut anywhere", membersOf(gzip(BOTH), 7)),
        Arguments.of("Zstandard", zstd(BOTH)),
        Arguments.of("Zstandard frames", concat(zstd(ONE), zstd(TWO))),
        Arguments.of("Zstandard of frames", zstd(concat(zstd(ONE), zstd(TWO)))),
        Arguments.of("gzip of Zstandard", gzip(concat(zstd(ONE), zstd(TWO)))),
        Arguments.of("Zstandard of gzip", zstd(concat(gzip(ONE), gzip(TWO)))),
        Arguments.of("a header with everything", concat(fullHeader(), tail(gzip(BOTH)))));
  }

  private static byte[] membersOf(byte[] content, int at) {
    return concat(
        gzip(Arrays.copyOf(content, at)), gzip(Arrays.copyOfRange(content, at, content.length)));
  }

  /** Extra field, name, comment and checksum of the header itself. */
  private static byte[] fullHeader() {
    byte[] fixed = {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3};
    byte[] header = concat(fixed, new byte[] {3, 0, 1, 2, 3}, utf8("name\0comment\0"));
    CRC32 crc = new CRC32();
    crc.update(header);
    return concat(header, new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)});
  }

  private static byte[] tail(byte[] gzip) {
    return Arrays.copyOfRange(gzip, 10, gzip.length);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mixtures")
  void takesOffEveryLayerAndMember(String name, byte[] stored) throws IOException {
    Inflated inflated = Inflated.of(stored, NO_LIMIT);

    assertThat(inflated.damage()).as(name).isEmpty();
    assertThat(inflated.bytes()).as(name).isEqualTo(BOTH);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mixtures")
  void returnsWhatIsWholeBeforeEachCut(String name, byte[] stored) throws IOException {
    for (int cut = 0; cut < stored.length; cut += 1 + stored.length / 97) {
      Inflated inflated = Inflated.of(Arrays.copyOf(stored, cut), NO_LIMIT);

      int length = inflated.bytes().length;
      boolean noMagicLeft = cut < 4;
      assertThat(noMagicLeft || Arrays.equals(inflated.bytes(), 0, length, BOTH, 0, length))
          .as(name + " cut at " + cut)
          .isTrue();
      // A block of Zstandard comes whole or not at all.
      assertThat(length).isGreaterThan(cut - 2 * (128 << 10) - 300);
    }
  }

  @Test
  void saysOfWhichCompressionTheEndIsMissing() throws IOException {
    assertThat(Inflated.of(Arrays.copyOf(gzip(TWO), 500), NO_LIMIT).damage())
        .isEqualTo("TRUNCATED_GZIP");
    assertThat(Inflated.of(Arrays.copyOf(zstd(TWO), 500), NO_LIMIT).damage())
        .isEqualTo("TRUNCATED_ZSTD");
    assertThat(Inflated.of(Arrays.copyOf(gzip(zstd(TWO)), 500), NO_LIMIT).damage())
        .isEqualTo("TRUNCATED_GZIP");
    assertThat(Inflated.of(zstd(Arrays.copyOf(gzip(TWO), 500)), NO_LIMIT).damage())
        .isEqualTo("TRUNCATED_GZIP");
  }

  @Test
  void returnsTheMembersAndFramesBeforeGarbage() throws IOException {
    byte[] garbage = utf8("no member of anything");
    Inflated gzip = Inflated.of(concat(gzip(TWO), garbage), NO_LIMIT);
    Inflated zstd = Inflated.of(concat(zstd(TWO), garbage), NO_LIMIT);

    assertThat(gzip.bytes()).isEqualTo(TWO);
    assertThat(gzip.damage()).isEqualTo("CORRUPT_GZIP");
    assertThat(zstd.bytes()).isEqualTo(TWO);
    assertThat(zstd.damage()).isEqualTo("CORRUPT_ZSTD");
  }

  @Test
  void returnsEveryByteBeforeACorruptOne() throws IOException {
    byte[] text = utf8("one line after the other, number %d\n".repeat(20_000));
    byte[] stored = gzip(text);
    for (int flipped = 10; flipped < stored.length - 8; flipped += 7) {
      byte[] corrupt = stored.clone();
      corrupt[flipped] ^= 0x20;
      int before = Inflated.of(Arrays.copyOf(stored, flipped), NO_LIMIT).bytes().length;

      Inflated inflated = Inflated.of(corrupt, NO_LIMIT);

      assertThat(inflated.bytes().length).as("flipped " + flipped).isGreaterThanOrEqualTo(before);
      assertThat(Arrays.equals(inflated.bytes(), 0, before, text, 0, before)).isTrue();
      assertThat(inflated.damage()).isIn("CORRUPT_GZIP", "TRUNCATED_GZIP");
    }
  }

  @Test
  void noticesAChecksumThatIsAnother() throws IOException {
    byte[] stored = gzip(ONE);
    stored[stored.length - 6] ^= 1;

    Inflated inflated = Inflated.of(stored, NO_LIMIT);

    assertThat(inflated.bytes()).isEqualTo(ONE);
    assertThat(inflated.damage()).isEqualTo("CORRUPT_GZIP");
  }

  @Test
  void refusesLayersThatInflateWithoutEnd() throws IOException {
    byte[] zeros = new byte[8 << 20];
    for (byte[] bomb : List.of(gzip(gzip(zeros)), zstd(zeros), gzip(zstd(zeros)))) {
      Inflated inflated = Inflated.of(bomb, SMALL_LIMIT);

      assertThat(inflated.damage()).isEqualTo("INFLATION_BOMB");
      assertThat(inflated.bytes().length).isLessThan(SMALL_LIMIT + (200 << 10));
    }
  }

  /** Nothing ever comes out of it, so what is counted must be counted in every layer. */
  @Test
  void refusesALayerOfMembersThatHoldNothing() throws IOException {
    byte[] nothing = gzip(utf8(""));
    byte[][] members = new byte[200_000][];
    Arrays.fill(members, nothing);
    byte[] bomb = gzip(gzip(concat(members)));

    assertThat(Inflated.of(bomb, SMALL_LIMIT).damage()).isEqualTo("INFLATION_BOMB");
  }

  @Test
  void letsWhatOneGzipOfLogsInflatesToPass() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines
          .append("2026-09-23T22:56:44.466Z one line over and over, but for its number ")
          .append(i);
    }
    byte[] text = utf8(lines.toString());

    assertThat(Inflated.of(gzip(text), SMALL_LIMIT).bytes()).isEqualTo(text);
    assertThat(Inflated.of(zstd(text), SMALL_LIMIT).bytes()).isEqualTo(text);
  }

  @Test
  void closesWhatItCannotRead() {
    boolean[] closed = new boolean[1];
    InputStream stored =
        new ByteArrayInputStream(new byte[] {0x1f, (byte) 0x8b}) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    assertThatThrownBy(
            () -> {
              try (InputStream in = new Inflation(NO_LIMIT).inflate(stored)) {
                in.readAllBytes();
              }
            })
        .isInstanceOf(DamagedContent.class)
        .hasMessageContaining("gzip ends");
    assertThat(closed[0]).isTrue();
  }
}

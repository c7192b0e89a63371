package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {
  @Test
  void keepsTextsOfAnyLengthOneBehindTheOther() {
    List<@Nullable String> texts =
        Arrays.asList(
            "",
            null,
            "a",
            "two\nlines\0",
            "Größe ☃ 😀",
            null,
            "é".repeat(200_000),
            "x".repeat(127));
    Output out = Packed.output();
    texts.forEach(text -> Packed.writeText(out, text));

    Input in = new Input(out.toBytes());
    List<@Nullable String> read = new ArrayList<>();
    texts.forEach(text -> read.add(Packed.readText(in)));
    assertThat(read).isEqualTo(texts);
    assertThat(in.position()).isEqualTo(out.position());
  }

  @Test
  void takesOneByteForATextThatIsNot() {
    Output out = Packed.output();
    Packed.writeText(out, null);

    assertThat(out.toBytes()).hasSize(1);
    assertThat(Packed.readKnownText(new Input(out.toBytes()))).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1970-01-01T00:00:00.000001Z",
        "1969-12-31T23:59:59.999999Z",
        "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00.123456Z",
        "2026-03-01T10:00:00.123456Z",
        "9999-12-31T23:59:59.999999Z",
      })
  void keepsATimeToTheMicrosecond(@Nullable Instant at) {
    Output out = Packed.output();
    Packed.writeTime(out, at);

    assertThat(Packed.readTime(new Input(out.toBytes()))).isEqualTo(at);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:00:00.123456789Z, 2026-03-01T10:00:00.123456Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
  })
  void roundsATimeDownAsATableDoes(Instant at, Instant kept) {
    assertThat(Packed.ofMicros(Packed.microsOf(at))).isEqualTo(kept);
  }

  @Test
  void refusesATimeThatNoTableHolds() {
    assertThatThrownBy(() -> Packed.microsOf(Instant.MAX))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("overflow");
  }

  @Test
  void takesATimeThatIsNotForTheEpochWhereItMustBeKnown() {
    Output out = Packed.output();
    Packed.writeTime(out, null);

    assertThat(Packed.readKnownTime(new Input(out.toBytes()))).isEqualTo(Instant.EPOCH);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(ints = {0, 1, -1, 63, 64, 128, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void keepsAnInteger(@Nullable Integer number) {
    Output out = Packed.output();
    Packed.writeInteger(out, number);

    assertThat(Packed.readInteger(new Input(out.toBytes()))).isEqualTo(number);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(doubles = {0, -0.0, 12.34, 1e-300, Double.MAX_VALUE, Double.NaN})
  void keepsADouble(@Nullable Double number) {
    Output out = Packed.output();
    Packed.writeDouble(out, number);

    assertThat(Packed.readDouble(new Input(out.toBytes()))).isEqualTo(number);
  }
}

package io.fantail.look.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarAreaTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,     8,     ████████
          0,     2.125, ██▏
          0,     2.5,   ██▌
          0,     2.99,  ███
          0,     0,     ▏
          0,     0.01,  ▏
          3.5,   5,     '   ▐█'
          3.9,   5,     '   ▕█'
          3.02,  5,     '   ██'
          3.4,   3.6,   '   ▎'
          3.9,   3.95,  '   ▕'
          7.99,  8,     '       ▕'
          8,     8,     '       ▕'
          """)
  void drawsToTheEighth(double from, double to, String expected) {
    BarArea bar = new BarArea(8);

    bar.solid(from, to, Tone.PLAIN);

    assertThat(bar.text(0, bar.end(), Ink.PLAIN)).isEqualTo(expected);
  }

  @Test
  void showsWhateverShortAndStaysInItsCells() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double from = random.nextDouble() * 8;
      double to = Math.min(8, from + Math.pow(random.nextDouble(), 6) * 8);
      for (int way = 0; way < 3; way++) {
        BarArea bar = new BarArea(8);
        switch (way) {
          case 0 -> bar.solid(from, to, Tone.PLAIN);
          case 1 -> bar.thin(from, to, Tone.PLAIN);
          default -> bar.shade(from, to, '░', Tone.PLAIN);
        }
        assertThat(bar.end()).as("%s to %s", from, to).isBetween(1, 8);
        assertThat(bar.begin()).isEqualTo(Math.min(7, (int) from));
      }
    }
  }

  @Test
  void coloursWhatIsBesideEachOtherOnce() {
    BarArea bar = new BarArea(4);

    bar.solid(0, 2, Tone.BAD);
    bar.shade(2, 4, '░', Tone.PLAIN);

    assertThat(bar.text(0, 4, Ink.COLOURED)).isEqualTo("\u001b[31m██\u001b[0m░░");
    assertThat(bar.text(0, 4, Ink.PLAIN)).isEqualTo("██░░");
  }
}

package io.fantail.look.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static final List<String> HOSTILE =
      List.of(
          "plain",
          "\u001b[31mred\u001b[0m",
          "two\nlines\r\nthree",
          "\u202eright to left",
          "\u0007bell\u0000\u009b2J",
          "注文を処理する",
          "e\u0301te\u0301",
          "👩‍🚀 launch",
          "x".repeat(10_000),
          "<script>alert(1)</script>",
          "\ud800 half",
          "");

  @Test
  void countsWhatATerminalShows() {
    assertThat(Cells.width("abc")).isEqualTo(3);
    assertThat(Cells.width("注文")).isEqualTo(4);
    assertThat(Cells.width("e\u0301")).isEqualTo(1);
    assertThat(Cells.width("주문 처리")).isEqualTo(9);
    assertThat(Cells.width("█▏░")).isEqualTo(3);
  }

  @Test
  void isAsWideAsAskedAndMovesNoCursor() {
    for (String text : HOSTILE) {
      for (int cells : new int[] {1, 2, 5, 20}) {
        assertThat(Cells.width(Cells.padded(text, cells))).as(text).isEqualTo(cells);
        assertThat(Cells.width(Cells.paddedLeft(text, cells))).as(text).isEqualTo(cells);
        assertThat(Cells.of(text, cells)).doesNotContainPattern("[\\p{Cc}\\u202a-\\u202e]");
      }
    }
    assertThat(Cells.of("abcdef", 4)).isEqualTo("abc…");
    assertThat(Cells.of("注文を", 4)).isEqualTo("注…");
    assertThat(Cells.of("abc", 0)).isEmpty();
  }
}

package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.look.words.ScreenPart;
import io.fantail.table.DaySet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code run} said of all cases is what their tables say. */
@ExtendWith(CaseLake.class)
class StoredScreenIT {

  /** The place of the message among the cells of an error. */
  private static final int MESSAGE = 4;

  @Test
  void tablesSayWhatTheRunSaid(LakeReader lake) {
    StoredScreen.assertIsThatOf(CaseLake.lake(), CaseLake.screen());
  }

  @Test
  void endsWithTheCommandForThePage(LakeReader lake) {
    assertThat(CaseLake.screen())
        .endsWith("Look: fantail page --lake " + CaseLake.lake() + " --out page.html\n")
        .containsPattern("(?m)^  fantail show arn:\\S+ --lake \\S+$");
  }

  /** Wherever a page breaks its lines: each word and digit stands in the parts, too. */
  @Test
  void partsHaveTheWordsOfTheScreen(LakeReader lake) {
    List<ScreenPart> parts = StoredScreen.parts(CaseLake.lake(), DaySet.ALL);
    String screen = CaseLake.screen();

    assertThat(parts)
        .extracting(ScreenPart::heading)
        .startsWith(null, "SLOW", "WHY")
        .contains("SINCE", "FAILS", "SLOWEST", "MAP RUNS", "COMPLETE");
    List<String> printed = words(screen);
    // The table of Map Runs has more columns where there is more room.
    assertThat(
            parts.stream()
                .filter(part -> !"MAP RUNS".equals(part.heading()))
                .flatMap(part -> part.lines().stream())
                .flatMap(StoredScreenIT::texts))
        .allSatisfy(text -> assertThat(printed).containsAll(words(text)));
  }

  private static Stream<String> texts(ScreenPart.Line line) {
    if (line instanceof ScreenPart.Sentence sentence) {
      return Stream.of(sentence.text());
    }
    if (line instanceof ScreenPart.Item item) {
      List<String> cells = item.cells();
      // A terminal cuts the message of an error to its line.
      return (cells.size() == MESSAGE + 1 ? cells.subList(0, MESSAGE) : cells).stream();
    }
    if (line instanceof ScreenPart.Command command) {
      return Stream.of(command.text());
    }
    return Stream.of();
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}

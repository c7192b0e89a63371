package io.fantail.look.words;

import io.fantail.text.Printable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Collects the words of a screen, paragraph by paragraph. */
public final class ScreenParts implements Words {
  /** What joins words to the heading that they stand behind. */
  private static final Pattern BEFORE_WORDS = Pattern.compile("^[ ,]+");

  private final List<ScreenPart> ended = new ArrayList<>();
  private final List<ScreenPart.Line> lines = new ArrayList<>();
  private @Nullable String heading;

  /** The paragraphs so far. */
  public List<ScreenPart> all() {
    List<ScreenPart> all = new ArrayList<>(ended);
    if (!lines.isEmpty()) {
      all.add(new ScreenPart(heading, lines));
    }
    return all;
  }

  @Override
  public void plain(String sentence) {
    next(sentence);
  }

  @Override
  public void begin(String ofNext, String sentence) {
    if (!lines.isEmpty()) {
      ended.add(new ScreenPart(heading, lines));
      lines.clear();
    }
    heading = Printable.of(ofNext);
    next(sentence);
  }

  @Override
  public void next(String ofNext, String sentence) {
    begin(ofNext, sentence);
  }

  @Override
  public void next(String sentence) {
    lines.add(new ScreenPart.Sentence(Printable.cut(sentence)));
  }

  @Override
  public void title(String ofNext, String rest) {
    begin(ofNext, BEFORE_WORDS.matcher(rest).replaceFirst(""));
  }

  @Override
  public void item(String text) {
    lines.add(printable(new ScreenPart.Item(List.of(text), null)));
  }

  @Override
  public void columns(List<String> names, String line) {
    lines.add(new ScreenPart.Columns(printable(names)));
  }

  @Override
  public void item(ScreenPart.Item item, String line) {
    lines.add(printable(item));
  }

  @Override
  public void item(ScreenPart.Item item, String line, String last) {
    lines.add(printable(item));
  }

  @Override
  public void copied(ScreenPart.Item item, String line) {
    lines.add(printable(item));
  }

  @Override
  public void copied(String command) {
    lines.add(new ScreenPart.Command(Printable.of(command), null));
  }

  @Override
  public void copied(String command, String comment) {
    lines.add(new ScreenPart.Command(Printable.of(command), Printable.cut(comment)));
  }

  @Override
  public void table(List<String> columns, List<Row> rows, int mostChars) {
    columns(columns, "");
    for (Row row : rows) {
      List<String> cells = IntStream.range(0, row.size()).mapToObj(i -> cell(row.get(i))).toList();
      lines.add(printable(new ScreenPart.Item(cells, null)));
    }
  }

  @Override
  public boolean hasRoomFor(int chars) {
    return true;
  }

  private static ScreenPart.Item printable(ScreenPart.Item item) {
    String arn = item.executionArn();
    return new ScreenPart.Item(printable(item.cells()), arn == null ? null : Printable.of(arn));
  }

  private static List<String> printable(List<String> cells) {
    return cells.stream().map(cell -> Printable.cut(cell).strip()).toList();
  }

  /** With the digits that a table on a terminal has. */
  private static String cell(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return String.format(Locale.ROOT, "%,." + Math.max(0, decimal.scale()) + "f", decimal);
    }
    if (value instanceof Number number) {
      return String.format(Locale.ROOT, "%,d", number);
    }
    return value == null ? "-" : value.toString();
  }
}

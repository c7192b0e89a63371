package io.fantail.event.failure.template;

import static io.fantail.event.failure.template.Placeholder.ADDRESS;
import static io.fantail.event.failure.template.Placeholder.ID;
import static io.fantail.event.failure.template.Placeholder.NUMBER;
import static io.fantail.event.failure.template.Placeholder.PATH;
import static io.fantail.event.failure.template.Placeholder.VALUE;

/** Marks in names and numbers what differs, and leaves words as they are. */
final class NameScan {
  private static final int THOUSANDS_CHARS = 4;
  private static final int STATUS_DIGITS = 3;

  private final String text;
  private final int maxChars;
  private final Tokens tokens;
  private final MarkedText out;

  NameScan(String text, int maxChars, Tokens tokens, MarkedText out) {
    this.text = text;
    this.maxChars = maxChars;
    this.tokens = tokens;
    this.out = out;
  }

  /** Walks over a name that stands for itself, and what it is the label of. */
  int scan(int at, int end, int to) {
    if (Signs.hasDigit(text, at, end)) {
      return withDigits(at, end, to);
    }
    boolean joined = false;
    for (int i = at; i < end; i++) {
      joined |= !Signs.isLetter(text.charAt(i));
    }
    if (!joined) {
      letters(at, end);
    } else if (Signs.indexOf(text, '.', at, end) > 0 && isHostOrFile(at, end)) {
      return end;
    } else {
      name(at, end);
    }
    return labelled(at, end, to);
  }

  private int marked(Placeholder placeholder, int end) {
    out.mark(placeholder);
    return end;
  }

  private int withDigits(int at, int end, int to) {
    if (AddressForms.isIpV4(text, at, end)) {
      return marked(ADDRESS, end);
    }
    if (WordForms.isNumber(text, at, end)) {
      return number(at, end, to);
    }
    if (text.startsWith("eyJ", at)) {
      return marked(ID, tokens.endOf(at, to));
    }
    if (Signs.indexOf(text, '.', at, end) < 0) {
      if (WordForms.isKnown(text, at, end)) {
        out.append(text, at, end);
      } else {
        name(at, end);
      }
      return out.endsWithMark() ? end : labelled(at, end, to);
    }
    if (isHostOrFile(at, end)) {
      return end;
    }
    for (int from = at; from < end && out.length() <= maxChars; ) {
      int dot = Signs.indexOf(text, '.', from, end);
      int part = dot < 0 ? end : dot;
      if (from > at && !(out.endsWithMark() && Signs.hasDigit(text, from, part))) {
        out.append('.');
      }
      if (WordForms.isNumber(text, from, part)) {
        out.mark(NUMBER);
      } else if (WordForms.isKnown(text, from, part)) {
        out.append(text, from, part);
      } else {
        name(from, part);
      }
      from = part + 1;
    }
    return end;
  }

  private int number(int at, int end, int to) {
    if (end - at == STATUS_DIGITS
        && text.charAt(at) <= '5'
        && text.charAt(at) >= '1'
        && out.expectsStatus()) {
      out.append(text, at, end);
      return end;
    }
    int stop = end;
    while (isThousands(stop, to)) {
      stop += THOUSANDS_CHARS;
    }
    return marked(NUMBER, stop);
  }

  /** A comma, three digits, and no further one. */
  private boolean isThousands(int at, int to) {
    if (at + THOUSANDS_CHARS > to || text.charAt(at) != ',') {
      return false;
    }
    for (int i = at + 1; i < at + THOUSANDS_CHARS; i++) {
      if (!Signs.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return at + THOUSANDS_CHARS == to || !Signs.isDigit(text.charAt(at + THOUSANDS_CHARS));
  }

  private void letters(int at, int end) {
    if (WordForms.areLettersOfId(text, at, end)) {
      out.mark(ID);
    } else {
      out.append(text, at, end);
    }
  }

  /** A name of parts with hyphens and underscores between: words as far as there are words. */
  private void name(int at, int end) {
    boolean withDigits = Signs.hasDigit(text, at, end);
    if (withDigits && WordForms.isMixed(text, at, end)) {
      out.mark(ID);
      return;
    }
    int from = at;
    for (int i = at; i <= end && out.length() <= maxChars; i++) {
      char c = i < end ? text.charAt(i) : '-';
      if (c == '-' || c == '_' || c == '.') {
        boolean empty = i == from;
        boolean digits = Signs.hasDigit(text, from, i);
        boolean word =
            empty || (digits ? WordForms.isKnown(text, from, i) : isWordHere(from, i, withDigits));
        if (!word) {
          out.mark(ID);
          return;
        }
        out.append(text, from, Math.min(i + 1, end));
        from = i + 1;
      }
    }
  }

  /** In a name without digits every part is a word, but for what hex digits make. */
  private boolean isWordHere(int from, int to, boolean besideDigits) {
    return WordForms.isWordOfName(text, from, to)
        || (!besideDigits
            && !WordForms.areLettersOfId(text, from, to)
            && !WordForms.isLongHex(text, from, to));
  }

  private boolean isHostOrFile(int at, int end) {
    if (AddressForms.isHost(text, at, end)) {
      out.mark(ADDRESS);
      return true;
    }
    if (AddressForms.isDataFile(text, at, end)) {
      out.mark(PATH);
      return true;
    }
    return false;
  }

  /** What follows a word that says that a value follows, whatever it looks like. */
  private int labelled(int at, int end, int to) {
    int sign = end;
    while (sign < to && text.charAt(sign) == ' ') {
      sign++;
    }
    char c = sign < to ? text.charAt(sign) : ' ';
    boolean field = c == '=' && sign == end && !Labels.namesAKind(text, at, end);
    boolean label = !field && Labels.isLabel(text, at, end);
    if (label && Signs.isOfToken(c)) {
      return behindLabel(end, sign, to);
    }
    if (!field && ((c != ':' && c != '=') || !label)) {
      return end;
    }
    int value = sign + 1;
    while (value < to && text.charAt(value) == ' ') {
      value++;
    }
    if (value >= to
        || !Signs.isOfToken(text.charAt(value))
        || (c == ':' && Labels.saysWhatIsWrong(text, value, tokens.endOf(value, to)))) {
      return end;
    }
    out.append(text, end, value);
    out.mark(
        WordForms.isNumber(text, value, tokens.endOf(value, to)) ? NUMBER : field ? VALUE : ID);
    return field && isFieldOfObject(at) ? endOfField(value, to) : tokens.endOf(value, to);
  }

  /** {@code token NzyrIOOlqcoHovYroDOAPM}: too long and too mixed for a word of the sentence. */
  private int behindLabel(int end, int from, int to) {
    int stop = tokens.endOf(from, to);
    if (!WordForms.isMixed(text, from + 1, stop)) {
      return end;
    }
    out.append(' ');
    out.mark(ID);
    return stop;
  }

  /** Whether a name stands behind a bracket or a comma, as in {@code Order[id=17, name=A B]}. */
  private boolean isFieldOfObject(int at) {
    int before = at - 1;
    while (before > 0 && text.charAt(before) == ' ') {
      before--;
    }
    return before > 0 && "{[(,".indexOf(text.charAt(before)) >= 0;
  }

  private int endOfField(int from, int to) {
    int end = tokens.endOf(from, to);
    for (int i = end; i < to; i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '}' || c == ']' || c == ')') {
        return i;
      }
      if (!Signs.isOfToken(c) && c != ' ') {
        return end;
      }
    }
    return end;
  }
}

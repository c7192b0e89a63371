package io.fantail.event.failure.template;

import static io.fantail.event.failure.template.Placeholder.ADDRESS;
import static io.fantail.event.failure.template.Placeholder.ID;
import static io.fantail.event.failure.template.Placeholder.NUMBER;
import static io.fantail.event.failure.template.Placeholder.PATH;
import static io.fantail.event.failure.template.Placeholder.TIME;

/**
 * Walks over what begins with a letter or a digit: a time, a path, an address, an id in Base64, or
 * a name.
 */
final class WordScan {
  private static final String LOCALHOST = "localhost";
  private static final int SHORT_WORD = 4;
  private static final int LONGEST_LOOK = 200;

  private final String text;
  private final Tokens tokens;
  private final MarkedText out;
  private final NameScan names;

  WordScan(String text, int maxChars, Tokens tokens, MarkedText out) {
    this.text = text;
    this.tokens = tokens;
    this.out = out;
    this.names = new NameScan(text, maxChars, tokens, out);
  }

  /** Marks or copies what begins here, and returns where it ends. */
  int scan(int at, int to) {
    int end = at;
    boolean digits = false;
    while (end < to && Signs.isOfToken(text.charAt(end))) {
      digits |= Signs.isDigit(text.charAt(end));
      end++;
    }
    while (end > at + 1 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
      end--;
    }
    if (TimeForms.mayBegin(text, at, end)) {
      int endOfTime = TimeForms.endOf(text, at, to);
      if (endOfTime > 0) {
        return marked(TIME, endOfTime);
      }
    }
    char next = end < to ? text.charAt(end) : ' ';
    int compound = next == ' ' ? -1 : compound(at, end, to, next, digits);
    return compound > 0 ? compound : names.scan(at, end, to);
  }

  /** What goes on behind a word with another sign; -1 where the word stands for itself. */
  private int compound(int at, int end, int to, char next, boolean digits) {
    return switch (next) {
      case ':' -> behindColon(at, end, to);
      case '/' -> slashed(at, end, to);
      case '@' -> atSign(at, end, to);
      case '+', '%' -> {
        int stop = tokens.endOf(at, to);
        int sign = Signs.indexOf(text, '@', end, stop);
        if (sign > 0) {
          yield atSign(at, sign, to);
        }
        yield next == '+' && (digits || end - at > 2 * SHORT_WORD) && isBase64(end, stop)
            ? marked(ID, stop)
            : -1;
      }
      case '=' ->
          digits && end - at >= 2 * SHORT_WORD && isBase64(end, tokens.endOf(at, to))
              ? marked(ID, tokens.endOf(at, to))
              : -1;
      default -> -1;
    };
  }

  private int marked(Placeholder placeholder, int end) {
    out.mark(placeholder);
    return end;
  }

  private boolean isBase64(int from, int to) {
    boolean ended = false;
    for (int i = from; i < Math.min(to, from + LONGEST_LOOK); i++) {
      char c = text.charAt(i);
      ended |= c == '=';
      boolean of = Signs.isLetter(c) || Signs.isDigit(c) || "+/_-".indexOf(c) >= 0;
      if (c != '=' && (ended || !of)) {
        return false;
      }
    }
    return true;
  }

  private int behindColon(int at, int end, int to) {
    if (text.startsWith("://", end)) {
      return marked(PATH, tokens.endOf(at, to));
    }
    if (end - at == 3 && text.startsWith("arn", at)) {
      return marked(ID, tokens.endOf(at, to));
    }
    char behind = end + 1 < to ? text.charAt(end + 1) : ' ';
    if (end - at == 1 && Signs.isLetter(text.charAt(at)) && (behind == '\\' || behind == '/')) {
      return marked(PATH, tokens.endOf(at, to));
    }
    int ipV6 = end - at <= SHORT_WORD ? AddressForms.endOfIpV6(text, at, to) : -1;
    if (ipV6 > 0) {
      return marked(ADDRESS, ipV6);
    }
    int port = end + 1;
    while (port < to && Signs.isDigit(text.charAt(port))) {
      port++;
    }
    boolean hasPort =
        port > end + 1
            && (port == to || !Signs.isOfToken(text.charAt(port)) || text.charAt(port) == '.');
    if (!hasPort) {
      return -1;
    }
    boolean dotted = Signs.indexOf(text, '.', at, end) > 0;
    if (dotted && AddressForms.isCodeFile(text, at, end)) {
      return marked(PATH, tokens.endOf(at, to));
    }
    boolean host = dotted || (end - at == LOCALHOST.length() && text.startsWith(LOCALHOST, at));
    if (!host || (WordForms.isNumber(text, at, end) && !AddressForms.isIpV4(text, at, end))) {
      return -1;
    }
    return marked(ADDRESS, port < to && text.charAt(port) == '/' ? tokens.endOf(at, to) : port);
  }

  private int slashed(int at, int end, int to) {
    int stop = tokens.endOf(at, to);
    if (AddressForms.isIpV4(text, at, end)) {
      return marked(ADDRESS, stop);
    }
    if (text.startsWith("HTTP/", at)) {
      out.append(text, at, end);
      int version = end + 1;
      while (version < stop && !Signs.isBlank(text.charAt(version))) {
        version++;
      }
      return version;
    }
    int slashes = 0;
    boolean varies = text.charAt(stop - 1) == '/';
    boolean numbers = true;
    for (int i = at; i < stop; i++) {
      char c = text.charAt(i);
      slashes += c == '/' ? 1 : 0;
      varies |= Signs.isDigit(c) || c == '=' || c == '*' || c == '\\' || c == '?' || c == '@';
      numbers &= Signs.isDigit(c) || c == '/' || c == '.';
    }
    if (varies || slashes > 1 || AddressForms.isDataFile(text, at, stop)) {
      return marked(numbers ? NUMBER : PATH, stop);
    }
    out.append(text, at, stop);
    return stop;
  }

  /** An address of mail, or the identity of an object: {@code Order@1b2c3d}. */
  private int atSign(int at, int sign, int to) {
    int stop = tokens.endOf(sign, to);
    int dot = Signs.indexOf(text, '.', sign, stop - 1);
    if (dot > sign + 1) {
      out.takeBackWord();
      return marked(ADDRESS, stop);
    }
    int hex = sign + 1;
    while (hex < to && Signs.isHex(text.charAt(hex))) {
      hex++;
    }
    if (hex > sign + 1 && (hex == to || !Signs.isOfToken(text.charAt(hex)))) {
      out.append(text, at, sign);
      out.append('@');
      return marked(ID, hex);
    }
    return -1;
  }
}

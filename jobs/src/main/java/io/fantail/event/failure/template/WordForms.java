package io.fantail.event.failure.template;

import io.fantail.text.Words;
import java.util.Locale;
import java.util.Set;

/** Tells words from ids and numbers by their looks. */
final class WordForms {
  /** Names with digits that are words all the same: these letters and digits, in any case. */
  private static final Set<String> KNOWN =
      Words.setOf(
          """
          s3 ec2 k8s i18n sha1 sha2 sha256 sha384 sha512 md5 base64 base32 utf8 utf16 utf32 latin1
          ipv4 ipv6 http2 http3 http1 h2 x509 x86 oauth2 log4j log4j2 slf4j neo4j db2 d3 mp3 mp4 p12
          pkcs12 pkcs8 pkcs7 pkcs1 route53 boto3 urllib3 psycopg2 int8 int16 int32 int64 uint8
          uint16 uint32 uint64 float16 float32 float64 bigint64 i32 i64 u8 u16 u32 u64 f32 f64
          rs256 hs256 es256 rs512 hs512 ed25519 sigv4 v1 v2 v3 v4 web3 es6 es5 sqlite3 java8
          python2 python3 win32 arm64 amd64 x64 aes128 aes256 crc32 crc64 lz4 bz2 h264 dynamodbv2
          wafv2 elbv2 sesv2 apigatewayv2 level1 level2 j2ee oauth1 route4 auth0 mysql5 mysql8
          """);

  private static final Set<String> KNOWN_WHOLE =
      Words.setOf(
          "utf-8 utf-16 utf-32 iso-8859-1 iso-8601 iso8601 rfc3339 rfc-3339 sha-1 sha-256 sha-512 x86_64 us-ascii h-264");

  private static final Set<String> UNITS =
      Words.setOf(
          """
          s ms us ns m h d min mins sec secs hr hrs b k kb mb gb tb kib mib gib tib x st nd rd th px
          rpm rps tps mbps hz khz ghz pm am
          """);

  private static final Set<String> HEX_WORDS = Set.of("facade", "decade", "accede", "beaded");

  private static final int HEX_CHARS_ALONE = 8;

  private static final int HEX_CHARS_IN_NAME = 6;

  private static final int RANDOM_CHARS = 10;

  private static final int LONG_TOKEN = 16;
  private static final int SHORTEST_WORD = 3;

  private WordForms() {}

  private static boolean isLetters(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Signs.isLetter(text.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }

  /** Whether letters are no word: only those of hex digits, or of both cases without an order. */
  static boolean areLettersOfId(String text, int from, int to) {
    int chars = to - from;
    return chars >= HEX_CHARS_ALONE
        && (isHex(text, from, to)
            || (chars >= RANDOM_CHARS && changesCaseAtRandom(text, from, to)));
  }

  /** Whether a part of a name with hyphens or underscores is a word, and the name's own. */
  static boolean isWordOfName(String text, int from, int to) {
    int chars = to - from;
    if (chars < 2 || !isLetters(text, from, to)) {
      return false;
    }
    if (chars >= HEX_CHARS_IN_NAME && isHex(text, from, to)) {
      return HEX_WORDS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }
    return !changesCaseAtRandom(text, from, to);
  }

  /** Words of names that are written together have three letters and more. */
  private static boolean changesCaseAtRandom(String text, int from, int to) {
    int words = 1;
    int shortWords = 0;
    int begun = from;
    for (int i = from + 1; i < to; i++) {
      boolean upper = text.charAt(i) <= 'Z';
      boolean upperBefore = text.charAt(i - 1) <= 'Z';
      // A capital that ends a row of them begins a word: HTTPError.
      boolean endsRow = !upper && upperBefore && i - from > 1 && text.charAt(i - 2) <= 'Z';
      if (endsRow || (upper && !upperBefore)) {
        int start = endsRow ? i - 1 : i;
        words++;
        shortWords += start - begun < SHORTEST_WORD ? 1 : 0;
        begun = start;
      }
    }
    shortWords += to - begun < SHORTEST_WORD ? 1 : 0;
    return words > 1
        && (5 * words > 2 * (to - from)
            || (to - from >= LONG_TOKEN && shortWords > 1 && 5 * words > to - from));
  }

  /** Whether all digits in a name are parts of names that everybody knows. */
  static boolean isKnown(String text, int from, int to) {
    int chars = to - from;
    if (chars <= RANDOM_CHARS
        && KNOWN_WHOLE.contains(text.substring(from, to).toLowerCase(Locale.ROOT))) {
      return true;
    }
    if (chars >= LONG_TOKEN && changesCaseAtRandom(text, from, to)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (Signs.isDigit(text.charAt(i))) {
        int end = i;
        while (end < to && Signs.isDigit(text.charAt(end))) {
          end++;
        }
        if (!isKnownAround(text, from, i, end, to)) {
          return false;
        }
        i = end;
      }
    }
    return true;
  }

  private static boolean isKnownAround(String text, int from, int digits, int end, int to) {
    int start = digits;
    boolean lower = start > from && text.charAt(start - 1) >= 'a';
    while (start > from && Signs.isLetter(text.charAt(start - 1))) {
      boolean isLower = text.charAt(start - 1) >= 'a';
      if (isLower != lower) {
        // The capital that begins a word in small letters is of it.
        start -= lower && !isLower ? 1 : 0;
        break;
      }
      start--;
    }
    String word = text.substring(start, end).toLowerCase(Locale.ROOT);
    if (lower && text.charAt(start) <= 'Z' && KNOWN.contains(word.substring(1))) {
      return true;
    }
    int tail = end;
    while (tail < to && text.charAt(tail) >= 'a' && text.charAt(tail) <= 'z') {
      tail++;
    }
    return start < digits
        && ((tail == end && KNOWN.contains(word))
            || KNOWN.contains(word + text.substring(end, tail).toLowerCase(Locale.ROOT)));
  }

  /** Whether a token is too long and too mixed for a name. */
  static boolean isMixed(String text, int from, int to) {
    boolean upper = false;
    boolean lower = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
    }
    return upper && lower && to - from >= LONG_TOKEN;
  }

  /** Digits with points, and a unit perhaps. */
  static boolean isNumber(String text, int from, int to) {
    int end = from;
    while (end < to && (Signs.isDigit(text.charAt(end)) || isPointInNumber(text.charAt(end)))) {
      end++;
    }
    return end > from
        && Signs.isDigit(text.charAt(from))
        && (end == to
            || UNITS.contains(text.substring(end, to).toLowerCase(Locale.ROOT))
            || isExponent(text, end, to));
  }

  private static boolean isPointInNumber(char c) {
    return c == '.' || c == '_';
  }

  private static boolean isExponent(String text, int from, int to) {
    int digits = from + 1;
    if ((text.charAt(from) | 0x20) != 'e' || digits == to) {
      return false;
    }
    digits += text.charAt(digits) == '-' ? 1 : 0;
    for (int i = digits; i < to; i++) {
      if (!Signs.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return digits < to;
  }

  /** Whether a part of a name is made of hex digits, and too long for a word. */
  static boolean isLongHex(String text, int from, int to) {
    return to - from >= HEX_CHARS_IN_NAME && isHex(text, from, to) && !isWordOfName(text, from, to);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Signs.isHex(text.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }
}

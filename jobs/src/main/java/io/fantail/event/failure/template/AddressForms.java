package io.fantail.event.failure.template;

import io.fantail.text.Words;
import java.util.Locale;
import java.util.Set;

/** Tells addresses of the network and files by their looks. */
final class AddressForms {
  private static final Set<String> TOP_DOMAINS =
      Words.setOf(
          """
          com net org io dev app cloud internal local localdomain edu gov mil info biz aws amazon
          uk de fr nl eu cn jp in au ca us br it es ch at se no dk fi pl ru kr sg hk tw nz ie
          """);

  private static final Set<String> DATA_FILES =
      Words.setOf(
          """
          csv tsv json jsonl ndjson txt parquet avro orc gz zip tar tgz bz2 zst snappy xml yaml yml
          log xlsx xls docx pdf png jpg jpeg gif webp svg mp4 mov mp3 wav bin dat tmp bak pem crt
          key html htm md sql db sqlite lock pkl npy h5
          """);

  private static final Set<String> CODE_FILES =
      Words.setOf("py js mjs cjs ts java kt scala go rb rs cs php c cpp h jsx tsx");

  private static final int IP_CHARS = 48;

  private AddressForms() {}

  static boolean isIpV4(String text, int from, int to) {
    int dots = 0;
    int digits = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots += digits > 0 ? 1 : 4;
        digits = 0;
      } else if (Signs.isDigit(c) && digits < 3) {
        digits++;
      } else {
        return false;
      }
    }
    return dots == 3 && digits > 0;
  }

  /** Behind an address of IPv6 or hardware that begins here; -1 where none does. */
  static int endOfIpV6(String text, int from, int to) {
    int colons = 0;
    int digits = 0;
    int end = from;
    while (end < Math.min(to, from + IP_CHARS) && digits <= 4) {
      char c = text.charAt(end);
      if (c == ':') {
        colons++;
        digits = 0;
      } else if (Signs.isHex(c)) {
        digits++;
      } else if (c != '.' || colons < 2) {
        break;
      }
      end++;
    }
    boolean goesOn = end < to && (Signs.isLetter(text.charAt(end)) || text.charAt(end) == '_');
    while (end > from
        && text.charAt(end - 1) == ':'
        && (end - 2 < from || text.charAt(end - 2) != ':')) {
      end--;
      colons--;
    }
    return colons >= 2 && !goesOn && digits <= 4 ? end : -1;
  }

  /** The last part of a name with dots. */
  private static String extension(String text, int from, int to) {
    int dot = Signs.lastIndexOf(text, '.', from, to);
    return dot <= from || to - dot > 12 ? "" : text.substring(dot + 1, to);
  }

  static boolean isHost(String text, int from, int to) {
    String domain = extension(text, from, to);
    if (domain.isEmpty() || !TOP_DOMAINS.contains(domain)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return false;
      }
    }
    return true;
  }

  static boolean isDataFile(String text, int from, int to) {
    return DATA_FILES.contains(extension(text, from, to).toLowerCase(Locale.ROOT));
  }

  static boolean isCodeFile(String text, int from, int to) {
    return CODE_FILES.contains(extension(text, from, to));
  }
}

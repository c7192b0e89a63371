package io.fantail.sample.failure;

import io.fantail.sample.world.Randomness;
import java.time.Instant;
import java.util.Locale;

/** Values as they stand in messages of errors, another each time. */
final class Values {
  private static final String[] PEOPLE = {
    "Ada Lovelace",
    "Siobhan O'Brien",
    "Jean-Luc Picard",
    "\u5c0f\u6797 \u8aa0",
    "J. R. R. Tolkien",
    "Zo\u00eb M\u00fcller"
  };
  private static final String[] PLACES = {
    "Berlin", "New York", "S\u00e3o Paulo", "Llanfair PG", "Oslo"
  };
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Randomness random;
  private final long at;

  /**
   * @param at epoch milliseconds of the failure
   */
  Values(Randomness random, long at) {
    this.random = random;
    this.at = at;
  }

  String uuid() {
    return random.uuid(4);
  }

  String hex(int digits) {
    return random.hex(digits);
  }

  /** Letters and digits as in ids of Stripe or requests of DynamoDB. */
  String letters(int count, int kinds) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(DIGITS.charAt(random.below(kinds)));
    }
    return text.toString();
  }

  int number(int below) {
    return 1 + random.below(below);
  }

  /** Two decimals, at times below one and at times in the thousands. */
  String decimal() {
    return String.format(Locale.ROOT, "%.2f", Math.exp(9 * random.fraction() - 1));
  }

  String order() {
    return String.format(Locale.ROOT, "ORD-%07d", random.below(10_000_000));
  }

  String address() {
    return "10." + random.below(256) + "." + random.below(256) + "." + random.below(256);
  }

  String address6() {
    return "2a05:d018:" + random.hex(3) + ":" + random.hex(4) + "::" + random.hex(2);
  }

  String person() {
    return PEOPLE[random.below(PEOPLE.length)];
  }

  String email() {
    return "u"
        + random.below(1_000_000)
        + "."
        + random.hex(3)
        + "@mail"
        + number(9)
        + ".example.com";
  }

  String place() {
    return (10_000 + random.below(89_999)) + " " + PLACES[random.below(PLACES.length)];
  }

  /** A time shortly before the failure. */
  String time() {
    return Instant.ofEpochMilli(at - random.below(900_000)).toString();
  }

  String epochMillis() {
    return Long.toString(at - random.below(900_000));
  }
}

package io.fantail.sample.world;

import java.util.SplittableRandom;
import java.util.UUID;

/** Seeded chance with the draws the simulation needs; one instance per execution or stream. */
public final class Randomness {
  private final SplittableRandom random;

  private Randomness(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** An independent source for one thing of one scope, so that order of use does not matter. */
  public static Randomness of(long seed, String scope, long index) {
    long mixed = (seed ^ (scope.hashCode() * 0x9E3779B97F4A7C15L)) + index * 0xD1B54A32D192ED03L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xBF58476D1CE4E5B9L;
    return new Randomness(mixed ^ (mixed >>> 29));
  }

  /** A whole number in {@code [0, bound)}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number in {@code [0, 1)}. */
  public double fraction() {
    return random.nextDouble();
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Log-normal with the given median; a sigma near 1 puts the 99th percentile at ten medians. */
  public double logNormal(double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  /** A UUID of the version AWS uses in the place: 4 for requests and runs, 3 for children. */
  public String uuid(int version) {
    long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | ((long) version << 12);
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** Lower-case hexadecimal digits, any number of them. */
  public String hex(int digits) {
    StringBuilder text = new StringBuilder(digits + 16);
    while (text.length() < digits) {
      String part = Long.toHexString(random.nextLong());
      text.append("0".repeat(16 - part.length())).append(part);
    }
    text.setLength(digits);
    return text.toString();
  }
}

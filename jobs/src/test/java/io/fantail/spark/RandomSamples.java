package io.fantail.spark;

import io.fantail.shape.Micros;
import io.fantail.spark.Sample.Colour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Samples with any mix of what may be in them, the same for the same seed. */
final class RandomSamples {
  private static final List<String> TEXTS =
      List.of("", "a", "TaskFailed", "Größe ☃ 😀", "\0", "x".repeat(300), "{\"a\":[1,null]}\n");

  private final Random random;

  RandomSamples(long seed) {
    this.random = new Random(seed);
  }

  /** One that shares these two texts with its neighbours. */
  Sample next(@Nullable String source, String owner) {
    return new Sample(
        source,
        owner,
        text(),
        orNull(this::text),
        colour(),
        orNull(this::colour),
        LocalDate.ofEpochDay(random.nextInt() / 1_000),
        text(),
        id(),
        orNull(this::id),
        random.nextBoolean(),
        orNull(random::nextBoolean),
        integer(),
        orNull(this::integer),
        whole(),
        orNull(this::whole),
        number(),
        orNull(this::number),
        time(),
        orNull(this::time),
        // A table keeps milliseconds as a double: beyond 13 days not each nanosecond.
        orNull(() -> Duration.ofNanos(random.nextLong(1L << 51) - (1L << 50))),
        byName(this::text),
        byName(this::whole),
        list(this::text),
        list(this::whole),
        inner(),
        orNull(this::inner),
        random.nextBoolean() ? Inner.USUAL : inner());
  }

  Sample next() {
    return next(orNull(this::text), text());
  }

  <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  Inner inner() {
    return new Inner(text(), orNull(this::integer), list(this::text));
  }

  <T> @Nullable T orNull(Supplier<T> value) {
    return random.nextBoolean() ? null : value.get();
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private String id() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  private int integer() {
    return random.nextInt() >> random.nextInt(Integer.SIZE);
  }

  private long whole() {
    return random.nextLong() >> random.nextInt(Long.SIZE);
  }

  private double number() {
    return random.nextBoolean() ? random.nextGaussian() : Double.longBitsToDouble(whole());
  }

  /** To the microsecond, before and after 1970. */
  private Instant time() {
    return Micros.toInstant(random.nextLong() >> (8 + random.nextInt(40)));
  }

  private Colour colour() {
    return random.nextBoolean() ? Colour.RED : Colour.DARK_GREEN;
  }

  private <T> SortedMap<String, T> byName(Supplier<T> value) {
    SortedMap<String, T> values = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.put(text(), value.get());
    }
    return values;
  }
}

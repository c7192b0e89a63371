package io.fantail.spark;

import com.esotericsoftware.kryo.io.Input;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import io.fantail.shape.Shape;
import io.fantail.shape.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ByteWriter} wrote, by the same shapes in the same order. */
public final class ByteReader {
  /** In the place of a number among constants or words. */
  static final int NONE_OF_THEM = 255;

  private final Input in;
  private final Walk<Object> walk = new Walk<>();

  /** Shared texts, in the order in which a shape asks for them. */
  private @Nullable String[] shared = {};

  private int nextShared;

  private final List<String> repeated = new ArrayList<>(0);
  private byte[] lastSimilar = {};

  public ByteReader(byte[] packed) {
    this.in = new Input(packed);
  }

  /**
   * Says what the values that follow share.
   *
   * @param texts in the order in which their shape asks for them
   */
  public void share(@Nullable String... texts) {
    shared = texts;
  }

  public <T> T read(Shape<T> shape) {
    nextShared = 0;
    return readNext(shape);
  }

  @SuppressWarnings("unchecked") // one walk serves values of all types: it has none itself
  private <T> T readNext(Shape<T> shape) {
    return shape.walk((Fields<T>) (Fields<?>) walk);
  }

  /** What {@link ByteWriter#writeAll} wrote. */
  public <T> List<T> readAll(Shape<T> shape) {
    return readList(() -> read(shape));
  }

  private <T> List<T> readList(Supplier<T> next) {
    int count = in.readVarInt(true);
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(next.get());
    }
    return values;
  }

  /** The length of what {@link ByteWriter#writeSkippable} wrote, which comes next. */
  public int readLength() {
    return in.readInt();
  }

  /** The next byte, which stays where it is. */
  public int peek() {
    return in.getBuffer()[in.position()];
  }

  public void skip(int bytes) {
    in.skip(bytes);
  }

  public int readByte() {
    return in.readByte();
  }

  public boolean hasNext() {
    return in.position() < in.limit();
  }

  public @Nullable String readText() {
    int length = in.readVarInt(true) - 1;
    if (length < 0) {
      return null;
    }
    // All of an input over an array is in its buffer: no copy in between.
    String text = new String(in.getBuffer(), in.position(), length, StandardCharsets.UTF_8);
    in.skip(length);
    return text;
  }

  /**
   * The text that comes next.
   *
   * @throws IllegalStateException when none was written
   */
  public String readKnownText() {
    String text = readText();
    if (text == null) {
      throw new IllegalStateException("null was written where a text must be");
    }
    return text;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the field's own type
  private <V> V read(FieldType type) {
    return (V)
        switch (type) {
          case TEXT -> readKnownText();
          case SPAN_ID -> HexFormat.of().toHexDigits(in.readLong());
          case FLAG -> in.readBoolean();
          case INTEGER -> in.readVarInt(false);
          case WHOLE -> in.readVarLong(false);
          case NUMBER -> in.readDouble();
          case TIME -> Micros.toInstant(in.readLong());
          case DURATION -> Duration.ofNanos(in.readLong());
          case DAY -> LocalDate.ofEpochDay(in.readVarLong(false));
          case TEXTS -> readMap(FieldType.TEXT);
          case COUNTS -> readMap(FieldType.WHOLE);
          case TEXT_LIST -> readList(this::readKnownText);
          case WHOLE_LIST -> {
            long[] numbers = new long[in.readVarInt(true)];
            for (int i = 0; i < numbers.length; i++) {
              numbers[i] = in.readVarLong(false);
            }
            yield numbers;
          }
        };
  }

  private SortedMap<String, Object> readMap(FieldType type) {
    int count = in.readVarInt(true);
    if (count == 0) {
      return Collections.emptySortedMap();
    }
    SortedMap<String, Object> map = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      map.put(readKnownText(), read(type));
    }
    return map;
  }

  private final class Walk<T> implements Fields<T> {
    @Override
    public <V> V field(FieldType type, Function<T, V> of) {
      return ByteReader.this.read(type);
    }

    // Of these an event has many: each would find its way here through three interfaces.

    @Override
    public String text(String column, String sentence, Function<T, String> of) {
      return readKnownText();
    }

    @Override
    public @Nullable String textOrNull(
        String column, String sentence, Function<T, @Nullable String> of) {
      return readText();
    }

    @Override
    public @Nullable String textOrNull(Function<T, @Nullable String> of) {
      return readText();
    }

    @Override
    public @Nullable String payload(
        String column, String sentence, Function<T, @Nullable String> of) {
      return readText();
    }

    @Override
    public @Nullable Integer integerOrNull(
        String column, String sentence, Function<T, @Nullable Integer> of) {
      return in.readBoolean() ? (Integer) in.readVarInt(false) : null;
    }

    @Override
    public int integer(String column, String sentence, Function<T, Integer> of) {
      return in.readVarInt(false);
    }

    @Override
    public long whole(String column, String sentence, Function<T, Long> of) {
      return in.readVarLong(false);
    }

    @Override
    public Instant time(String column, String sentence, Function<T, Instant> of) {
      return Micros.toInstant(in.readLong());
    }

    @Override
    @SuppressWarnings("unchecked") // a text is one
    public <V> @Nullable V fieldOrNull(FieldType type, Function<T, @Nullable V> of) {
      if (type == FieldType.TEXT) {
        return (V) readText();
      }
      return in.readBoolean() ? ByteReader.this.read(type) : null;
    }

    @Override
    public <E extends Enum<E>> E constant(E[] all, Function<T, E> of) {
      return all[in.readByteUnsigned()];
    }

    @Override
    public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<T, @Nullable E> of) {
      int number = in.readByteUnsigned();
      return number == NONE_OF_THEM ? null : all[number];
    }

    @Override
    public String word(Vocabulary words, Function<T, String> of) {
      int number = in.readByteUnsigned();
      return number == NONE_OF_THEM ? readKnownText() : words.word(number);
    }

    @Override
    public String similar(Function<T, String> of) {
      int same = in.readVarInt(true);
      int others = in.readVarInt(true);
      byte[] utf8 = Arrays.copyOf(lastSimilar, same + others);
      in.readBytes(utf8, same, others);
      lastSimilar = utf8;
      return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public String repeated(Function<T, String> of) {
      int number = in.readVarInt(true);
      if (number == repeated.size()) {
        repeated.add(readKnownText());
      }
      return repeated.get(number);
    }

    @Override
    public @Nullable String shared(Function<T, @Nullable String> of) {
      return shared[nextShared++];
    }

    @Override
    public String sharedText(Function<T, String> of) {
      return Objects.requireNonNull(shared[nextShared++], "a shared text");
    }

    @Override
    public <R> R record(Function<T, R> of, Shape<R> shape) {
      return readNext(shape);
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape) {
      return in.readBoolean() ? readNext(shape) : null;
    }

    @Override
    public <R> R recordOr(R usual, Function<T, R> of, Shape<R> shape) {
      return in.readBoolean() ? readNext(shape) : usual;
    }

    @Override
    public <R> List<R> list(Function<T, List<R>> of, Shape<R> shape) {
      return readList(() -> readNext(shape));
    }
  }
}

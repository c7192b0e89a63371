package io.fantail.spark;

import com.esotericsoftware.kryo.io.Input;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import io.fantail.shape.Shape;
import io.fantail.shape.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ByteWriter} wrote, by the same shapes in the same order. */
public final class ByteReader {
  static final int NO_CONSTANT = 255;
  static final int OTHER_WORD = 255;

  private final Input in;
  private final Walk<Object> walk = new Walk<>();

  /** Shared texts, in the order in which a shape asks for them. */
  private @Nullable String[] shared = {};

  private int nextShared;

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
    int count = in.readVarInt(true);
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(read(shape));
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

  public long readCount() {
    return in.readVarLong(true);
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

  private final class Walk<T> implements Fields<T> {
    @Override
    public Fields<T> column(String name, String sentence) {
      return this;
    }

    @Override
    public Fields<T> column(String name, String unit, String sentence) {
      return this;
    }

    @Override
    public String text(Function<T, String> of) {
      return readKnownText();
    }

    @Override
    public @Nullable String textOrNull(Function<T, @Nullable String> of) {
      return readText();
    }

    @Override
    public <V> V asText(
        Function<T, V> of, Function<V, String> toText, Function<String, V> fromText) {
      return fromText.apply(readKnownText());
    }

    @Override
    public <V> @Nullable V asTextOrNull(
        Function<T, @Nullable V> of, Function<V, String> toText, Function<String, V> fromText) {
      String text = readText();
      return text == null ? null : fromText.apply(text);
    }

    @Override
    public String word(Vocabulary words, Function<T, String> of) {
      int number = in.readByteUnsigned();
      return number == OTHER_WORD ? readKnownText() : words.word(number);
    }

    @Override
    public @Nullable String shared(Function<T, @Nullable String> of) {
      return shared[nextShared++];
    }

    @Override
    public String sharedText(Function<T, String> of) {
      String text = shared[nextShared++];
      if (text == null) {
        throw new IllegalStateException("null is shared where a text must be");
      }
      return text;
    }

    @Override
    public String id(Function<T, String> of) {
      return HexFormat.of().toHexDigits(in.readLong());
    }

    @Override
    public @Nullable String idOrNull(Function<T, @Nullable String> of) {
      return in.readBoolean() ? HexFormat.of().toHexDigits(in.readLong()) : null;
    }

    @Override
    public <E extends Enum<E>> E constant(E[] constants, Function<T, E> of) {
      return constants[in.readByte()];
    }

    @Override
    public <E extends Enum<E>> @Nullable E constantOrNull(
        E[] constants, Function<T, @Nullable E> of) {
      int constant = in.readByteUnsigned();
      return constant == NO_CONSTANT ? null : constants[constant];
    }

    @Override
    public boolean flag(Predicate<T> of) {
      return in.readBoolean();
    }

    @Override
    public @Nullable Boolean flagOrNull(Function<T, @Nullable Boolean> of) {
      int flag = in.readByteUnsigned();
      return flag == NO_CONSTANT ? null : (Boolean) (flag == 1);
    }

    @Override
    public int integer(ToIntFunction<T> of) {
      return in.readVarInt(false);
    }

    @Override
    public @Nullable Integer integerOrNull(Function<T, @Nullable Integer> of) {
      return in.readBoolean() ? (Integer) in.readVarInt(false) : null;
    }

    @Override
    public long whole(ToLongFunction<T> of) {
      return in.readVarLong(false);
    }

    @Override
    public @Nullable Long wholeOrNull(Function<T, @Nullable Long> of) {
      return in.readBoolean() ? (Long) in.readVarLong(false) : null;
    }

    @Override
    public double number(ToDoubleFunction<T> of) {
      return in.readDouble();
    }

    @Override
    public @Nullable Double numberOrNull(Function<T, @Nullable Double> of) {
      return in.readBoolean() ? (Double) in.readDouble() : null;
    }

    @Override
    public Instant time(Function<T, Instant> of) {
      return Micros.toInstant(in.readLong());
    }

    @Override
    public @Nullable Instant timeOrNull(Function<T, @Nullable Instant> of) {
      return in.readBoolean() ? Micros.toInstant(in.readLong()) : null;
    }

    @Override
    public @Nullable Duration durationOrNull(Function<T, @Nullable Duration> of) {
      return in.readBoolean() ? Duration.ofNanos(in.readLong()) : null;
    }

    @Override
    public Map<String, String> texts(Function<T, Map<String, String>> of) {
      int count = in.readVarInt(true);
      if (count == 0) {
        return Map.of();
      } else if (count == 1) {
        return Map.of(readKnownText(), readKnownText());
      }
      Map<String, String> texts = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        texts.put(readKnownText(), readKnownText());
      }
      return texts;
    }

    @Override
    public SortedMap<String, Long> counts(Function<T, SortedMap<String, Long>> of) {
      int size = in.readVarInt(true);
      SortedMap<String, Long> counts = new TreeMap<>();
      for (int i = 0; i < size; i++) {
        counts.put(readKnownText(), in.readVarLong(false));
      }
      return counts;
    }

    @Override
    public List<String> textList(Function<T, List<String>> of) {
      int count = in.readVarInt(true);
      List<String> texts = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        texts.add(readKnownText());
      }
      return texts;
    }

    @Override
    public long[] wholeList(Function<T, long[]> of) {
      long[] numbers = new long[in.readVarInt(true)];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = in.readVarLong(false);
      }
      return numbers;
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
      int count = in.readVarInt(true);
      List<R> values = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        values.add(readNext(shape));
      }
      return values;
    }
  }
}

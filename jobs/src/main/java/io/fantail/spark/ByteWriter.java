package io.fantail.spark;

import com.esotericsoftware.kryo.io.Output;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import io.fantail.shape.Shape;
import io.fantail.shape.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes values by their shapes, one behind the other. A Row of 25 columns for each event would
 * cost several times as much, at every step that it passes.
 */
public final class ByteWriter {
  private static final int FIRST_BYTES = 256;

  private final Output out = new Output(FIRST_BYTES, -1);
  private final Walk<Object> walk = new Walk<>();

  /** Writes all fields of a value, but those that it shares with its neighbours. */
  @SuppressWarnings("unchecked") // one walk serves values of all types, one after the other
  public <T> void write(T value, Shape<T> shape) {
    Object outer = walk.value;
    walk.value = value;
    shape.walk((Fields<T>) (Fields<?>) walk);
    walk.value = outer;
  }

  /** Writes a list, its length first. */
  public <T> void writeAll(List<T> values, Shape<T> shape) {
    out.writeVarInt(values.size(), true);
    for (T value : values) {
      write(value, shape);
    }
  }

  /** Writes a value behind its length, so that a reader can leave it out. */
  public <T> void writeSkippable(T value, Shape<T> shape) {
    int start = out.position();
    out.writeInt(0);
    write(value, shape);
    int end = out.position();
    out.setPosition(start);
    out.writeInt(end - start - Integer.BYTES);
    out.setPosition(end);
  }

  public void writeByte(int value) {
    out.writeByte(value);
  }

  /** Writes a number that is not negative. */
  public void writeCount(long count) {
    out.writeVarLong(count, true);
  }

  public void writeText(@Nullable String text) {
    if (text == null) {
      out.writeVarInt(0, true);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeVarInt(utf8.length + 1, true);
    out.writeBytes(utf8);
  }

  /** Bytes written so far. */
  public int size() {
    return out.position();
  }

  public byte[] toBytes() {
    return out.toBytes();
  }

  private final class Walk<T> implements Fields<T> {
    private @Nullable T value;

    @SuppressWarnings("NullAway") // set while a shape is walked
    private T value() {
      return value;
    }

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
      String text = of.apply(value());
      writeText(text);
      return text;
    }

    @Override
    public @Nullable String textOrNull(Function<T, @Nullable String> of) {
      String text = of.apply(value());
      writeText(text);
      return text;
    }

    @Override
    public <V> V asText(
        Function<T, V> of, Function<V, String> toText, Function<String, V> fromText) {
      V field = of.apply(value());
      writeText(toText.apply(field));
      return field;
    }

    @Override
    public <V> @Nullable V asTextOrNull(
        Function<T, @Nullable V> of, Function<V, String> toText, Function<String, V> fromText) {
      V field = of.apply(value());
      writeText(field == null ? null : toText.apply(field));
      return field;
    }

    @Override
    public String word(Vocabulary words, Function<T, String> of) {
      String text = of.apply(value());
      Integer number = words.numberOf(text);
      out.writeByte(number == null ? ByteReader.OTHER_WORD : number);
      if (number == null) {
        writeText(text);
      }
      return text;
    }

    @Override
    public @Nullable String shared(Function<T, @Nullable String> of) {
      return of.apply(value());
    }

    @Override
    public String sharedText(Function<T, String> of) {
      return of.apply(value());
    }

    @Override
    public String id(Function<T, String> of) {
      String id = of.apply(value());
      out.writeLong(HexFormat.fromHexDigitsToLong(id));
      return id;
    }

    @Override
    public @Nullable String idOrNull(Function<T, @Nullable String> of) {
      String id = of.apply(value());
      out.writeBoolean(id != null);
      if (id != null) {
        out.writeLong(HexFormat.fromHexDigitsToLong(id));
      }
      return id;
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // bytes do not outlive the run
    public <E extends Enum<E>> E constant(E[] constants, Function<T, E> of) {
      E constant = of.apply(value());
      out.writeByte(constant.ordinal());
      return constant;
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // bytes do not outlive the run
    public <E extends Enum<E>> @Nullable E constantOrNull(
        E[] constants, Function<T, @Nullable E> of) {
      E constant = of.apply(value());
      out.writeByte(constant == null ? ByteReader.NO_CONSTANT : constant.ordinal());
      return constant;
    }

    @Override
    public boolean flag(Predicate<T> of) {
      boolean flag = of.test(value());
      out.writeBoolean(flag);
      return flag;
    }

    @Override
    public @Nullable Boolean flagOrNull(Function<T, @Nullable Boolean> of) {
      Boolean flag = of.apply(value());
      out.writeByte(flag == null ? ByteReader.NO_CONSTANT : flag ? 1 : 0);
      return flag;
    }

    @Override
    public int integer(ToIntFunction<T> of) {
      int number = of.applyAsInt(value());
      out.writeVarInt(number, false);
      return number;
    }

    @Override
    public @Nullable Integer integerOrNull(Function<T, @Nullable Integer> of) {
      Integer number = of.apply(value());
      out.writeBoolean(number != null);
      if (number != null) {
        out.writeVarInt(number, false);
      }
      return number;
    }

    @Override
    public long whole(ToLongFunction<T> of) {
      long number = of.applyAsLong(value());
      out.writeVarLong(number, false);
      return number;
    }

    @Override
    public @Nullable Long wholeOrNull(Function<T, @Nullable Long> of) {
      Long number = of.apply(value());
      out.writeBoolean(number != null);
      if (number != null) {
        out.writeVarLong(number, false);
      }
      return number;
    }

    @Override
    public double number(ToDoubleFunction<T> of) {
      double number = of.applyAsDouble(value());
      out.writeDouble(number);
      return number;
    }

    @Override
    public @Nullable Double numberOrNull(Function<T, @Nullable Double> of) {
      Double number = of.apply(value());
      out.writeBoolean(number != null);
      if (number != null) {
        out.writeDouble(number);
      }
      return number;
    }

    @Override
    public Instant time(Function<T, Instant> of) {
      Instant at = of.apply(value());
      out.writeLong(Micros.of(at));
      return at;
    }

    @Override
    public @Nullable Instant timeOrNull(Function<T, @Nullable Instant> of) {
      Instant at = of.apply(value());
      out.writeBoolean(at != null);
      if (at != null) {
        out.writeLong(Micros.of(at));
      }
      return at;
    }

    @Override
    public @Nullable Duration durationOrNull(Function<T, @Nullable Duration> of) {
      Duration duration = of.apply(value());
      out.writeBoolean(duration != null);
      if (duration != null) {
        out.writeLong(duration.toNanos());
      }
      return duration;
    }

    @Override
    public Map<String, String> texts(Function<T, Map<String, String>> of) {
      Map<String, String> texts = of.apply(value());
      out.writeVarInt(texts.size(), true);
      texts.forEach(
          (name, text) -> {
            writeText(name);
            writeText(text);
          });
      return texts;
    }

    @Override
    public SortedMap<String, Long> counts(Function<T, SortedMap<String, Long>> of) {
      SortedMap<String, Long> counts = of.apply(value());
      out.writeVarInt(counts.size(), true);
      counts.forEach(
          (name, count) -> {
            writeText(name);
            out.writeVarLong(count, false);
          });
      return counts;
    }

    @Override
    public List<String> textList(Function<T, List<String>> of) {
      List<String> texts = of.apply(value());
      out.writeVarInt(texts.size(), true);
      texts.forEach(ByteWriter.this::writeText);
      return texts;
    }

    @Override
    public long[] wholeList(Function<T, long[]> of) {
      long[] numbers = of.apply(value());
      out.writeVarInt(numbers.length, true);
      for (long number : numbers) {
        out.writeVarLong(number, false);
      }
      return numbers;
    }

    @Override
    public <R> R record(Function<T, R> of, Shape<R> shape) {
      R field = of.apply(value());
      write(field, shape);
      return field;
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape) {
      R field = of.apply(value());
      out.writeBoolean(field != null);
      if (field != null) {
        write(field, shape);
      }
      return field;
    }

    @Override
    public <R> R recordOr(R usual, Function<T, R> of, Shape<R> shape) {
      R field = of.apply(value());
      boolean isUsual = field.equals(usual);
      out.writeBoolean(!isUsual);
      if (!isUsual) {
        write(field, shape);
      }
      return field;
    }

    @Override
    public <R> List<R> list(Function<T, List<R>> of, Shape<R> shape) {
      List<R> values = of.apply(value());
      writeAll(values, shape);
      return values;
    }
  }
}

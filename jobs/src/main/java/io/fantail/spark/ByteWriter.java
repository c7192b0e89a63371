package io.fantail.spark;

import com.esotericsoftware.kryo.io.Output;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import io.fantail.shape.Shape;
import io.fantail.shape.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes values by their shapes, one behind the other. A Row of 25 columns for each event would
 * cost several times as much, at every step that it passes.
 */
public final class ByteWriter {
  private static final int FIRST_BYTES = 256;
  private static final int ID_DIGITS = 16;

  private final Output out = new Output(FIRST_BYTES, -1);
  private final Walk<Object> walk = new Walk<>();

  /** Numbers of the texts that are repeated, in the order in which they came. */
  private final Map<String, Integer> repeated = new HashMap<>(0);

  private byte[] lastSimilar = {};

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

  @SuppressWarnings("unchecked") // a field is what its type says
  private void write(FieldType type, Object value) {
    switch (type) {
      case TEXT -> writeText((String) value);
      case SPAN_ID -> writeId((String) value);
      case FLAG -> out.writeBoolean((Boolean) value);
      case INTEGER -> out.writeVarInt((Integer) value, false);
      case WHOLE -> out.writeVarLong((Long) value, false);
      case NUMBER -> out.writeDouble((Double) value);
      case TIME -> out.writeLong(Micros.of((Instant) value));
      case DURATION -> out.writeLong(((Duration) value).toNanos());
      case DAY -> out.writeVarLong(((LocalDate) value).toEpochDay(), false);
      case TEXTS -> writeMap((Map<String, Object>) value, FieldType.TEXT);
      case COUNTS -> writeMap((Map<String, Object>) value, FieldType.WHOLE);
      case TEXT_LIST -> {
        out.writeVarInt(((List<String>) value).size(), true);
        ((List<String>) value).forEach(this::writeText);
      }
      case WHOLE_LIST -> {
        out.writeVarInt(((long[]) value).length, true);
        for (long number : (long[]) value) {
          out.writeVarLong(number, false);
        }
      }
    }
  }

  private void writeId(String id) {
    if (id.length() != ID_DIGITS) {
      throw new IllegalArgumentException(id + " is not " + ID_DIGITS + " hex digits");
    }
    out.writeLong(HexFormat.fromHexDigitsToLong(id));
  }

  private void writeMap(Map<String, Object> map, FieldType type) {
    out.writeVarInt(map.size(), true);
    map.forEach(
        (name, value) -> {
          writeText(name);
          write(type, value);
        });
  }

  private final class Walk<T> implements Fields<T> {
    private @Nullable T value;

    @SuppressWarnings("NullAway") // there is a value while its shape is walked
    private <V> V get(Function<T, V> of) {
      return of.apply(value);
    }

    @Override
    public <V> V field(FieldType type, Function<T, V> of) {
      V field = get(of);
      write(type, field);
      return field;
    }

    // Of these an event has many: each would find its way here through three interfaces.

    @Override
    public String text(String column, String sentence, Function<T, String> of) {
      return field(FieldType.TEXT, of);
    }

    @Override
    public @Nullable String textOrNull(
        String column, String sentence, Function<T, @Nullable String> of) {
      return textOrNull(of);
    }

    @Override
    public @Nullable String textOrNull(Function<T, @Nullable String> of) {
      String text = get(of);
      writeText(text);
      return text;
    }

    @Override
    public @Nullable String payload(
        String column, String sentence, Function<T, @Nullable String> of) {
      return textOrNull(of);
    }

    @Override
    public @Nullable Integer integerOrNull(
        String column, String sentence, Function<T, @Nullable Integer> of) {
      return fieldOrNull(FieldType.INTEGER, of);
    }

    @Override
    public int integer(String column, String sentence, Function<T, Integer> of) {
      return field(FieldType.INTEGER, of);
    }

    @Override
    public long whole(String column, String sentence, Function<T, Long> of) {
      return field(FieldType.WHOLE, of);
    }

    @Override
    public Instant time(String column, String sentence, Function<T, Instant> of) {
      return field(FieldType.TIME, of);
    }

    @Override
    public <V> @Nullable V fieldOrNull(FieldType type, Function<T, @Nullable V> of) {
      V field = get(of);
      if (type == FieldType.TEXT) {
        writeText((String) field);
        return field;
      }
      out.writeBoolean(field != null);
      if (field != null) {
        write(type, field);
      }
      return field;
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // bytes do not outlive the run
    public <E extends Enum<E>> E constant(E[] all, Function<T, E> of) {
      E constant = get(of);
      out.writeByte(constant.ordinal());
      return constant;
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // bytes do not outlive the run
    public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<T, @Nullable E> of) {
      E constant = get(of);
      out.writeByte(constant == null ? ByteReader.NONE_OF_THEM : constant.ordinal());
      return constant;
    }

    @Override
    public String word(Vocabulary words, Function<T, String> of) {
      String text = get(of);
      Integer number = words.numberOf(text);
      out.writeByte(number == null ? ByteReader.NONE_OF_THEM : number);
      if (number == null) {
        writeText(text);
      }
      return text;
    }

    @Override
    public String similar(Function<T, String> of) {
      String text = get(of);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      int mismatch = Arrays.mismatch(lastSimilar, utf8);
      int same = mismatch < 0 ? utf8.length : mismatch;
      out.writeVarInt(same, true);
      out.writeVarInt(utf8.length - same, true);
      out.writeBytes(utf8, same, utf8.length - same);
      lastSimilar = utf8;
      return text;
    }

    @Override
    public String repeated(Function<T, String> of) {
      String text = get(of);
      Integer number = repeated.putIfAbsent(text, repeated.size());
      out.writeVarInt(number == null ? repeated.size() - 1 : number, true);
      if (number == null) {
        writeText(text);
      }
      return text;
    }

    @Override
    public @Nullable String shared(Function<T, @Nullable String> of) {
      return get(of);
    }

    @Override
    public String sharedText(Function<T, String> of) {
      return get(of);
    }

    @Override
    public <R> R record(Function<T, R> of, Shape<R> shape) {
      R field = get(of);
      write(field, shape);
      return field;
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape) {
      R field = get(of);
      out.writeBoolean(field != null);
      if (field != null) {
        write(field, shape);
      }
      return field;
    }

    @Override
    public <R> R recordOr(R usual, Function<T, R> of, Shape<R> shape) {
      R field = get(of);
      boolean isUsual = field == usual || field.equals(usual);
      out.writeBoolean(!isUsual);
      if (!isUsual) {
        write(field, shape);
      }
      return field;
    }

    @Override
    public <V> V derived(Function<T, V> of, Supplier<V> made) {
      return get(of);
    }

    @Override
    public <R> List<R> list(Function<T, List<R>> of, Shape<R> shape) {
      List<R> values = get(of);
      writeAll(values, shape);
      return values;
    }
  }
}

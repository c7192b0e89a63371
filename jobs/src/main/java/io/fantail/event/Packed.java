package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How values that may be null stand in the bytes that travel between tasks. Records are packed by
 * hand into few bytes, many to a row: a Row of 25 columns for each event costs several times as
 * much, at every step that it passes. What is packed never outlives the run.
 */
public final class Packed {
  private static final long MICROS = 1_000_000;
  private static final int FIRST_BYTES = 256;

  private Packed() {}

  /** Bytes that grow as they are written. */
  public static Output output() {
    return new Output(FIRST_BYTES, -1);
  }

  public static void writeText(Output out, @Nullable String text) {
    if (text == null) {
      out.writeVarInt(0, true);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeVarInt(utf8.length + 1, true);
    out.writeBytes(utf8);
  }

  public static @Nullable String readText(Input in) {
    int length = in.readVarInt(true) - 1;
    if (length < 0) {
      return null;
    }
    // All of an input over an array is in its buffer: no copy in between.
    String text = new String(in.getBuffer(), in.position(), length, StandardCharsets.UTF_8);
    in.skip(length);
    return text;
  }

  /** The text that was written where null was none. */
  public static String readKnownText(Input in) {
    String text = readText(in);
    return text == null ? "" : text;
  }

  /** To the microsecond, as a table keeps it. */
  public static void writeTime(Output out, @Nullable Instant at) {
    out.writeBoolean(at != null);
    if (at != null) {
      out.writeLong(microsOf(at));
    }
  }

  public static @Nullable Instant readTime(Input in) {
    return in.readBoolean() ? ofMicros(in.readLong()) : null;
  }

  /** The time that was written where null was none. */
  public static Instant readKnownTime(Input in) {
    Instant at = readTime(in);
    return at == null ? Instant.EPOCH : at;
  }

  public static void writeInteger(Output out, @Nullable Integer number) {
    out.writeBoolean(number != null);
    if (number != null) {
      out.writeVarInt(number, false);
    }
  }

  public static @Nullable Integer readInteger(Input in) {
    return in.readBoolean() ? in.readVarInt(false) : null;
  }

  /** Attributes; a map that is read is in the order of its names. */
  public static void writeTexts(Output out, Map<String, String> texts) {
    out.writeVarInt(texts.size(), true);
    texts.forEach(
        (name, value) -> {
          writeText(out, name);
          writeText(out, value);
        });
  }

  public static Map<String, String> readTexts(Input in) {
    int count = in.readVarInt(true);
    if (count == 0) {
      return Map.of();
    } else if (count == 1) {
      return Map.of(readKnownText(in), readKnownText(in));
    }
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      texts.put(readKnownText(in), readKnownText(in));
    }
    return texts;
  }

  public static void writeDouble(Output out, @Nullable Double number) {
    out.writeBoolean(number != null);
    if (number != null) {
      out.writeDouble(number);
    }
  }

  public static @Nullable Double readDouble(Input in) {
    return in.readBoolean() ? in.readDouble() : null;
  }

  /** Since 1970, as a TIMESTAMP of a table counts. */
  public static long microsOf(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), MICROS), at.getNano() / 1_000);
  }

  public static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
  }
}

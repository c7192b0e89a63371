package io.fantail.look.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.fantail.look.words.ScreenPart;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The answers as the JSON that stands in the page: each text once, in one list, and in its place
 * the number of it. Times are milliseconds since 1970.
 */
final class PageData {
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  /**
   * The JSON; nothing in it ends a script or begins a comment of HTML, whatever the texts are.
   *
   * @param words what {@code run} prints at its end
   */
  String json(PageFacts facts, List<ScreenPart> words, PageAnswers.Found found) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setCharacterEscapes(new InScript());
      json.writeStartObject();
      json.writeObjectFieldStart("facts");
      json.writeStringField("lake", facts.lake());
      json.writeStringField("program", facts.program());
      json.writeStringField("version", facts.version());
      json.writeStringField("base", facts.base());
      json.writeBooleanField("is_of_map_runs", facts.isOfMapRuns());
      json.writeStringField("opened", facts.openedArn());
      json.writeNumberField("first_start", found.extent().firstStartMillis());
      json.writeNumberField("slot_ms", found.extent().slotMillis());
      json.writeEndObject();
      json.writeArrayFieldStart("words");
      for (ScreenPart part : words) {
        write(json, part);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("answers");
      for (Answer answer : found.answers()) {
        write(json, answer);
      }
      json.writeEndObject();
      json.writeArrayFieldStart("texts");
      for (String text : texts.keySet()) {
        json.writeString(text);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, ScreenPart part) throws IOException {
    json.writeStartObject();
    json.writeStringField("heading", part.heading());
    json.writeArrayFieldStart("lines");
    for (ScreenPart.Line line : part.lines()) {
      json.writeStartObject();
      if (line instanceof ScreenPart.Sentence sentence) {
        json.writeStringField("sentence", sentence.text());
      } else if (line instanceof ScreenPart.Columns columns) {
        writeTexts(json, "columns", columns.names());
      } else if (line instanceof ScreenPart.Item item) {
        writeTexts(json, "item", item.cells());
        json.writeStringField("arn", item.executionArn());
      } else if (line instanceof ScreenPart.Command command) {
        json.writeStringField("command", command.text());
        json.writeStringField("comment", command.comment());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, Answer answer) throws IOException {
    json.writeObjectFieldStart(answer.question().key());
    json.writeStringField("sql", answer.question().sql());
    json.writeArrayFieldStart("columns");
    for (String column : answer.schema().fieldNames()) {
      json.writeString(column);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("kinds");
    for (var field : answer.schema().fields()) {
      json.writeString(field.dataType().typeName());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    for (Row row : answer.rows()) {
      json.writeStartArray();
      for (int column = 0; column < row.length(); column++) {
        write(json, row.get(column));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      writeNumber(json, number.doubleValue());
    } else if (value instanceof Timestamp || value instanceof Instant) {
      writeNumber(json, Answer.exactMillisOf(value));
    } else {
      json.writeNumber(texts.computeIfAbsent(value.toString(), text -> texts.size()));
    }
  }

  private static void writeNumber(JsonGenerator json, double number) throws IOException {
    if (Double.isFinite(number)) {
      if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
        json.writeNumber((long) number);
      } else {
        json.writeNumber(number);
      }
    } else {
      json.writeNull();
    }
  }

  /** Escapes what HTML would see in a script, and line ends that are none in JSON. */
  private static final class InScript extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
      for (char one : new char[] {'<', '>', '&'}) {
        codes[one] = CharacterEscapes.ESCAPE_CUSTOM;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return new SerializedString("\\u%04x".formatted(character));
    }
  }
}

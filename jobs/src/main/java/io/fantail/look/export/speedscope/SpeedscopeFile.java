package io.fantail.look.export.speedscope;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.look.export.ExportFiles;
import io.fantail.text.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code time.speedscope.json}: a profile of the type {@code sampled} for each set of executions,
 * by speedscope's <a href="https://www.speedscope.app/file-format-schema.json">file format</a>: a
 * sample is a stack, its weight the milliseconds that all executions together spent in it.
 */
public final class SpeedscopeFile {
  private static final double MICROS_PER_MILLI = 1_000;

  /** A set of executions and where their time went, in microseconds, in order. */
  public record Profile(String name, Map<List<String>, Long> times) {}

  /**
   * What speedscope adds up under one name: a state that is called as a part is, or as its state
   * machine, is another frame than that.
   */
  private record Frame(String name, boolean isOutermost, boolean isInnermost) {
    static List<Frame> of(List<String> stack) {
      List<Frame> frames = new ArrayList<>(stack.size());
      for (int i = 0; i < stack.size(); i++) {
        frames.add(new Frame(stack.get(i), i == 0, i == stack.size() - 1));
      }
      return frames;
    }
  }

  private SpeedscopeFile() {}

  public static void write(ExportFiles files, String name, List<Profile> profiles)
      throws IOException {
    Map<Frame, Integer> frames = new LinkedHashMap<>();
    for (Profile profile : profiles) {
      for (List<String> stack : profile.times.keySet()) {
        Frame.of(stack).forEach(frame -> frames.putIfAbsent(frame, frames.size()));
      }
    }
    // By way of characters: of half a surrogate pair the encoder makes a question mark.
    try (JsonGenerator json =
        Json.FACTORY.createGenerator(
            new BufferedWriter(
                new OutputStreamWriter(
                    files.create("time.speedscope.json"), StandardCharsets.UTF_8)))) {
      json.writeStartObject();
      json.writeStringField("$schema", "https://www.speedscope.app/file-format-schema.json");
      json.writeStringField("name", name);
      json.writeStringField("exporter", "fantail");
      json.writeNumberField("activeProfileIndex", 0);
      json.writeObjectFieldStart("shared");
      json.writeArrayFieldStart("frames");
      for (Frame frame : frames.keySet()) {
        json.writeStartObject();
        json.writeStringField("name", frame.name);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeArrayFieldStart("profiles");
      for (Profile profile : profiles) {
        write(json, profile, frames);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(JsonGenerator json, Profile profile, Map<Frame, Integer> frames)
      throws IOException {
    long total = profile.times.values().stream().mapToLong(Long::longValue).sum();
    json.writeStartObject();
    json.writeStringField("type", "sampled");
    json.writeStringField("name", profile.name);
    json.writeStringField("unit", "milliseconds");
    json.writeNumberField("startValue", 0);
    json.writeNumberField("endValue", total / MICROS_PER_MILLI);
    json.writeArrayFieldStart("samples");
    for (List<String> stack : profile.times.keySet()) {
      json.writeStartArray();
      for (Frame frame : Frame.of(stack)) {
        json.writeNumber(frames.getOrDefault(frame, 0));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("weights");
    for (long micros : profile.times.values()) {
      json.writeNumber(micros / MICROS_PER_MILLI);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

package io.fantail.look.export.speedscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.io.IOException;

/** The rules of https://www.speedscope.app/file-format-schema.json for sampled profiles. */
public final class ProfileRules {
  private ProfileRules() {}

  public static JsonNode check(String text) {
    JsonNode file;
    try {
      file = Json.MAPPER.readTree(text);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    assertThat(file.path("$schema").asText())
        .isEqualTo("https://www.speedscope.app/file-format-schema.json");
    JsonNode frames = file.path("shared").path("frames");
    assertThat(frames.isArray()).isTrue();
    frames.forEach(frame -> assertThat(frame.path("name").isTextual()).isTrue());
    assertThat(file.path("profiles").size()).isPositive();
    assertThat(file.path("activeProfileIndex").asInt())
        .isBetween(0, file.path("profiles").size() - 1);
    for (JsonNode profile : file.path("profiles")) {
      assertThat(profile.path("type").asText()).isEqualTo("sampled");
      assertThat(profile.path("name").isTextual()).isTrue();
      assertThat(profile.path("unit").asText()).isEqualTo("milliseconds");
      assertThat(profile.path("samples").size()).isEqualTo(profile.path("weights").size());
      double sum = 0;
      for (JsonNode weight : profile.path("weights")) {
        assertThat(weight.isNumber()).isTrue();
        assertThat(weight.asDouble()).isPositive();
        sum += weight.asDouble();
      }
      for (JsonNode sample : profile.path("samples")) {
        sample.forEach(frame -> assertThat(frame.asInt()).isBetween(0, frames.size() - 1));
      }
      assertThat(profile.path("startValue").asDouble()).isZero();
      assertThat(profile.path("endValue").asDouble()).isCloseTo(sum, within(0.01));
    }
    return file;
  }
}

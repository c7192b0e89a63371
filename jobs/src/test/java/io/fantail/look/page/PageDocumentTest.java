package io.fantail.look.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fantail.look.words.ScreenPart;
import io.fantail.text.Sha256;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class PageDocumentTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!-- \u2028 \ud83d & ]]>";
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern RUNNING = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

  private static String page(Object value, StructType schema) {
    Answer answer =
        new Answer(new Question("key", "SELECT 1"), schema, List.of(RowFactory.create(value)));
    return PageDocument.of(
        new PageFacts("lake", "fantail", "1", null, false, null),
        List.of(
            new ScreenPart("SLOW", List.of(new ScreenPart.Sentence(HOSTILE))),
            new ScreenPart(
                "FAILS",
                List.of(
                    new ScreenPart.Columns(List.of("a")),
                    new ScreenPart.Item(List.of(HOSTILE), HOSTILE),
                    new ScreenPart.Command(HOSTILE, null)))),
        new PageAnswers.Found(new PageExtent(1_000, 97_000), List.of(answer)));
  }

  private static String textPage() {
    return page(HOSTILE, new StructType().add("column", DataTypes.StringType));
  }

  private static JsonNode data(String page) throws IOException {
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  @Test
  void noTextEndsTheScriptThatItStandsIn() throws IOException {
    String page = textPage();

    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    assertThat(data.group(1)).doesNotContain("<", ">", "&");
    assertThat(data(page).path("texts").get(0).asText()).startsWith("</script><script>alert(1)");
    assertThat(data(page).path("words").get(1).path("lines").get(1).path("item").get(0).asText())
        .startsWith("</script>");
  }

  /** The policy lets the scripts and styles of the file run that are in it, and no others. */
  @Test
  void policyNamesWhatIsInTheFile() {
    String page = textPage();
    List<String> hashes = new ArrayList<>();
    for (Pattern pattern : List.of(RUNNING, STYLE)) {
      Matcher part = pattern.matcher(page);
      while (part.find()) {
        hashes.add("'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(part.group(1))) + "'");
      }
    }

    assertThat(hashes).hasSize(3).allSatisfy(hash -> assertThat(page).contains(hash));
    assertThat(page)
        .contains("default-src 'none'; script-src " + hashes.get(0) + " " + hashes.get(1) + ";")
        .doesNotContain("unsafe");
    assertThat(page).startsWith(PageDocument.BEGINNING);
  }

  @Test
  void numbersKeepTheirDigitsAndTimesTheirMicroseconds() throws IOException {
    JsonNode number = data(page(1_234.0, new StructType().add("column", DataTypes.DoubleType)));
    JsonNode time =
        data(
            page(
                Timestamp.from(Instant.parse("2026-08-24T02:00:00.123456Z")),
                new StructType().add("column", DataTypes.TimestampType)));
    JsonNode none = data(page(Double.NaN, new StructType().add("column", DataTypes.DoubleType)));

    assertThat(cell(number).asText()).isEqualTo("1234");
    assertThat(cell(time).asDouble()).isEqualTo(1_787_536_800_123.456);
    assertThat(cell(none).isNull()).isTrue();
    assertThat(number.path("facts").path("slot_ms").asLong()).isEqualTo(1_001);
  }

  private static JsonNode cell(JsonNode data) {
    return data.path("answers").path("key").path("rows").get(0).get(0);
  }
}

package io.fantail.event.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.policy.PayloadPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTemplateTest {

  @ParameterizedTest
  @MethodSource("forms")
  void leavesOutWhatDiffersFromOneOccurrenceToTheNext(String cause, String template) {
    assertThat(MessageTemplate.of("Failed", cause)).isEqualTo(template);
  }

  /** A cause in one line, its template in the next, with an indent. */
  static Stream<Arguments> forms() throws IOException {
    try (InputStream file =
        MessageTemplateTest.class.getResourceAsStream("/failures/message-templates.txt")) {
      Iterator<String> lines =
          List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")).iterator();
      Stream.Builder<Arguments> forms = Stream.builder();
      while (lines.hasNext()) {
        forms.add(Arguments.of(lines.next(), lines.next().strip()));
      }
      return forms.build();
    }
  }

  @Test
  void isNullWhereNothingIsSaidOrKept() {
    PayloadPolicy none = new PayloadPolicy(0, Set.of());

    assertThat(MessageTemplate.of("Failed", null)).isNull();
    assertThat(MessageTemplate.of("Failed", "")).isNull();
    assertThat(MessageTemplate.of("Failed", none.apply("words of somebody"))).isNull();
  }

  @Test
  void isMadeOfWhatIsKept() {
    PayloadPolicy masking = new PayloadPolicy(70, Set.of("customer"));
    String cause =
        "{\"errorMessage\":\"no stock of 17, customer: Smith\",\"errorType\":\"Empty\",\"x\":\"y\"}";

    assertThat(MessageTemplate.of("Empty", masking.apply(cause)))
        .isEqualTo("no stock of <number>, customer: ***");
  }

  @Test
  @Timeout(20)
  void isShortAndMadeAtOnceHoweverLongTheMessageIs() {
    for (String hostile :
        List.of(
            "very 17 long ",
            "{\"a\":",
            "'",
            "\"",
            "\\",
            "a.",
            "a.1.",
            "a-",
            "a1-",
            "/a",
            "a/",
            "1.",
            "a=",
            "a+1",
            "=(",
            ":",
            "::",
            "\\\"",
            "`",
            "“",
            "Key: ",
            "May ",
            "{'a':",
            "[\"",
            "a:1:",
            "1:",
            "[{\"",
            "a@",
            "\n at ")) {
      String template = MessageTemplate.of("Failed", hostile.repeat(30_000));
      assertThat(template == null ? "" : template).as(hostile).hasSizeLessThan(3_000);
    }
    assertThat(MessageTemplate.of("Failed", "\uD83D\uDD25".repeat(400)))
        .isEqualTo("\uD83D\uDD25".repeat(150));
  }

  @Test
  void takesComposedAndDecomposedLettersAsTheSame() {
    assertThat(MessageTemplate.of("Failed", "Gro\u0308\u00dfe 7"))
        .isEqualTo("Gr\u00f6\u00dfe <number>");
  }
}

package io.fantail.event.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final Redaction MASKING =
      new Redaction(List.of("password", "token", "authorization", "api-key", "Cookie"), List.of());

  /** The forms of the file, as text and the text that is right. */
  static List<Arguments> forms() throws IOException {
    String file =
        new String(
            RedactionTest.class.getResourceAsStream("/redaction/forms.txt").readAllBytes(),
            StandardCharsets.UTF_8);
    List<String> lines = file.lines().filter(line -> !line.startsWith("#")).toList();
    List<Arguments> forms = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      forms.add(Arguments.of(unfolded(lines.get(i)), unfolded(lines.get(i + 1))));
    }
    return forms;
  }

  private static String unfolded(String line) {
    return line.startsWith("lines:")
        ? line.substring("lines:".length()).replace("\\n", "\n").replace("\\r", "\r")
        : line;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void masksTheValueAndNothingElse(String text, String right) {
    assertThat(MASKING.mask(text)).isEqualTo(right);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void masksTheSameInAStringOfJson(String text, String right) {
    assertThat(MASKING.mask(json(json(text)))).isEqualTo(json(json(right)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void changesNothingWhenItMasksAgain(String text, String right) {
    assertThat(MASKING.mask(right)).isEqualTo(right);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void leavesNoSecretInAStringOfJsonThatIsCut(String text, String right) {
    String whole = json(json(text));

    assertThat(MASKING.mask(whole.substring(0, whole.length() - 3))).doesNotContain("SECRET");
  }

  /** Cut anywhere: whoever wrote the text, and AWS, cut it where a limit was reached. */
  @Test
  void leavesNoSecretWhereverARandomTextIsCut() {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      String text = randomValue(random, 0);
      for (int cut = 0; cut < 5; cut++) {
        String part = text.substring(0, random.nextInt(text.length()) + 1);
        assertThat(MASKING.mask(part)).as(part).doesNotContain("SECR");
      }
      assertThat(MASKING.mask(text)).as(text).doesNotContain("SECR").contains("keep");
    }
  }

  /** JSON, and reprs of Python and Ruby, with JSON in their strings and secrets under keys. */
  private static String randomValue(Random random, int depth) {
    int language = random.nextInt(3);
    String quote = language == 1 ? "'" : "\"";
    String arrow = language == 2 ? "=>" : random.nextBoolean() ? ":" : ": ";
    StringBuilder object = new StringBuilder("{").append(quote).append("keep").append(quote);
    object.append(arrow).append(random.nextInt(100));
    for (int fields = random.nextInt(4) + 1; fields > 0; fields--) {
      object.append(random.nextBoolean() ? "," : ", ").append(quote);
      boolean secret = random.nextBoolean();
      object.append(secret ? "password" : "other").append(quote).append(arrow);
      object.append(
          switch (random.nextInt(depth > 3 ? 3 : 5)) {
            case 0 -> secret ? "\"SECRET}\"" : "\"x ] { y\"";
            case 1 -> secret ? "[1,\"SECRET\",{\"a\":\"SECRET\"}]" : "[1,2,{\"a\":\"b\"}]";
            case 2 -> quote + (secret ? "SECRET" : "it says password=SECRET;") + quote;
            case 3 -> string(randomValue(random, depth + 1));
            default -> randomValue(random, depth + 1);
          });
    }
    return object.append("}").toString();
  }

  private static String string(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{",
        "{\"a\":",
        "[[],",
        "\\",
        "\"",
        "'",
        "\\\"",
        "\\'",
        "password",
        "password=",
        "password:",
        "password=[",
        "password={\"",
        "password=\"",
        "password='",
        "\"password\":[",
        "{\"password\":[",
        "{\"password\":{\"",
        "{'password':",
        "<password>",
        "<password ",
        "</password",
        "--password ",
        "-",
        "value:[",
        "value=(name=password ",
        "name=password value=",
        "name=\"password\"\n",
        "Authorization: ",
        "password:\n ",
        "password: |\n  x\n",
        " ",
        "\n",
        "%",
        "%25",
        "&",
        "&quot;",
        "\\u0022",
        "\\u0070",
        "\\\\u",
        "[\"\\\\[",
        "[\"x",
        "{\"Name\":\"password\",",
        "{\"Value\":[",
        "[[\"password\"]=",
        "`",
        "password ",
        "password \n",
        "password->",
        "<x:password",
        "1",
        "12e",
        "string(",
        "password=string(",
        "\"--password\",",
        "['--password', ",
        "{\"{\\\"",
        "((((((({",
        "password=\\\\\\\"",
        "password=Bearer ",
        "password=\\",
        "Cookie: \\n",
        "&#",
        "it's ",
        "{[(",
        "}])",
        "password=A(",
        "password=a@(",
        "password=<a",
        "password=<a ",
        "password=[]a{",
        "password=(a) ",
        "password=(a) (",
        "password=A { ",
        "password=A(1) [",
        "('password', ",
        "('password', (",
        "[[\"password\",",
        "[[\"password\",\"",
        "[[\"password\" ",
        "\u001b[",
        "password\u001b[0m=",
        "password[",
        "password[]",
        "[password:",
        "-Dpassword",
        "\"\"password\"\":",
        "\"\"password\"\":\"\"",
        "password=\"\"\"",
        "<key>password</key>",
        ">password</",
        "<name>password</name><value><string>",
      })
  void takesTimeInProportionToAnyText(String part) {
    Redaction masking =
        new Redaction(List.of("password", "authorization", "cookie"), List.of("\\d{16}"));
    for (String before :
        List.of("", "{\"a\":\"", "[\"password\",", "password=\"", "{'password': ")) {
      String text = before + part.repeat(200_000 / part.length());

      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> masking.mask(text));
    }
  }

  @Test
  void masksWhatAnExpressionMatchesAlsoInStringsOfJson() {
    Redaction cards =
        new Redaction(List.of(), List.of("\\b\\d{4}-\\d{4}\\b", "iban \"?([A-Z]{2}\\d+)", "^é+$"));

    assertThat(
            cards.mask("card 1234-5678, iban DE12 and {\"iban \\\"DE34\":1e400,\"b\":\"\\u00e9\"}"))
        .isEqualTo("card ***, iban *** and {\"iban \\\"***\":1e400,\"b\":\"***\"}");
  }

  @Test
  void masksAllWhereAnExpressionTakesTooLong() {
    Redaction masking = new Redaction(List.of(), List.of("(a+)+\\1b"));

    assertThat(masking.mask("a".repeat(60))).isEqualTo("***");
    assertThat(masking.mask("xaab")).isEqualTo("x***ab");
    assertThat(new Redaction(List.of(), List.of("(?:x|y)*z")).mask("xy".repeat(100_000)))
        .isEqualTo("***");
  }

  @Test
  void refusesWhatIsNoExpression() {
    assertThatThrownBy(() -> new Redaction(List.of(), List.of("(")))
        .isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void readsNestedJsonOfAnyDepth() {
    int depth = 300_000;
    String nested = "[".repeat(depth) + "{\"password\":\"SECRET\"}" + "]".repeat(depth);

    assertThat(MASKING.mask(nested)).isEqualTo(nested.replace("SECRET", "***"));
    assertThat(MASKING.mask(nested.substring(0, depth + 18)))
        .isEqualTo("[".repeat(depth) + "{\"password\":\"***");
  }

  private static String json(String text) {
    return "{\"payload\":\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
        + "\",\"n\":1e400}";
  }
}

package io.fantail.event.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPolicyTest {
  private static final PayloadPolicy MASKING =
      new PayloadPolicy(1_000_000, Set.of("Password", "authorization"));

  private static PayloadPolicy limit(int chars) {
    return new PayloadPolicy(chars, Set.of());
  }

  @Test
  void keepsWhatIsWithinTheLimit() {
    assertThat(limit(5).apply("12345")).isEqualTo("12345");
    assertThat(limit(5).apply("")).isEmpty();
    assertThat(limit(5).apply(null)).isNull();
  }

  @Test
  void cutsWhatIsLonger() {
    assertThat(limit(5).apply("123456")).isEqualTo("12345");
  }

  @Test
  void keepsNothingWhenNothingMayBeKept() {
    assertThat(limit(0).apply("x")).isNull();
  }

  @Test
  void cutsNoCharacterInTwo() {
    assertThat(limit(3).apply("ab\ud83d\ude00cd")).isEqualTo("ab");
    assertThat(limit(4).apply("ab\ud83d\ude00cd")).isEqualTo("ab\ud83d\ude00");
  }

  @Test
  void refusesANegativeLimit() {
    assertThatThrownBy(() -> limit(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"password\":\"x\"} | {\"password\":\"***\"}",
        "{\"PASSWORD\":{\"a\":\"x\"},\"b\":1} | {\"PASSWORD\":\"***\",\"b\":1}",
        "{\"a\":[{\"b\":{\"Password\":[\"x\"]}}]} | {\"a\":[{\"b\":{\"Password\":\"***\"}}]}",
        "[{\"password\":7}] | [{\"password\":\"***\"}]",
        "{\"passwords\":\"x\"} | {\"passwords\":\"x\"}",
        "{\"a\":[1.25,null,12345678901234567890]} | {\"a\":[1.25,null,12345678901234567890]}",
      })
  void masksTheValueOfAKeyAtAnyDepth(String payload, String kept) {
    assertThat(MASKING.apply(payload)).isEqualTo(kept);
  }

  @Test
  void masksWithinJsonThatIsAString() {
    assertThat(
            MASKING.apply(
                "{\"Payload\":\"{\\\"body\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"x\\\\\\\"}\\\"}\"}"))
        .contains("password")
        .contains("***")
        .doesNotContain("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":\"u\",\"password\":\"SECRET\",\"a\":\"cu",
        "{\"user\":\"u\",\"password\":\"SECR",
        "{\"password\" : \"SE\\\"CRET\", \"a\":\"cu",
        "{\"password\":[\"SECRET\",\"SECRET\"],\"a\":\"cu",
        "{\"password\":{\"first\":\"SECRET\",\"second\":\"SECRET\"},\"a\":\"cu",
        "{\"Payload\":\"{\\\"password\\\":\\\"SECRET\\\",\\\"a\\\":\\\"cu",
        "{\"password\":12345SECRET,\"a\":\"cu",
        "password=SECRET&user=u",
        "Password: SECRET, user u",
        "failed with password='SECRET'",
        "Authorization: Bearer SECRET",
        "authorization: Basic SECRET; user",
        "  \n{\"password\": {\"first\": \"SECRET\", \"second\": \"SECRET\"}}",
        "{\"a\":{\"password\":\"SECRET\"}} password=SECRET",
        "\\\\\\\"password\\\\\\\":\\\\\\\"SECRET\\\\\\\"",
        "{\"password\":\"SECRET\",\"a\":1E-99999999999}",
        "C:\\password=SECRET\\password=SECRET",
      })
  void masksInTextAndInJsonThatIsCut(String payload) {
    assertThat(MASKING.apply(payload)).doesNotContain("SECRET").contains("***");
  }

  @Test
  void leavesTheRestOfATextAsItIs() {
    assertThat(MASKING.apply("user=u password=x host=h")).isEqualTo("user=u password=*** host=h");
  }

  @Test
  void survivesAValueOfAnyLength() {
    String cut = "{\"password\":\"" + "SECRET\\n".repeat(100_000);

    assertThat(MASKING.apply(cut)).isEqualTo("{\"password\":\"***");
  }

  @Test
  void isDoneSoonWithAnyNumberOfBackslashes() {
    String backslashes = "\\".repeat(200_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThat(MASKING.apply(backslashes + "password=SECRET"))
                .isEqualTo(backslashes + "password=***"));
  }

  @Test
  void masksBeforeItCuts() {
    assertThat(new PayloadPolicy(20, Set.of("password")).apply("{\"password\":\"SECRET-SECRET\"}"))
        .isEqualTo("{\"password\":\"***\"}");
  }
}

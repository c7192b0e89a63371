package io.fantail.job.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgetTargetTest {
  @Test
  void readsAnExecutionOrAKey() {
    String arn = "arn:aws:states:eu-west-1:444455556666:execution:billing:one";
    assertThat(ForgetTarget.of(arn, null)).isEqualTo(new ForgetTarget(arn, null));
    assertThat(ForgetTarget.of(null, "mail=a=b").key()).isEqualTo(new KeyPattern("mail", "a=b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                      |         | Give either --execution ARN or --key NAME=VALUE
          one         | a=b     | Give either --execution ARN or --key NAME=VALUE
          billing:one |         | is no ARN of an execution. It must be whole
                      | a       | --key is no NAME=VALUE
                      | a=      | --key is no NAME=VALUE
                      | =b      | --key is no NAME=VALUE
          """)
  void saysWhatIsWrong(@Nullable String execution, @Nullable String key, String message) {
    assertThatThrownBy(() -> ForgetTarget.of(execution, key)).hasMessageContaining(message);
  }
}

package io.fantail.trace.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.RandomRecords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LambdaMatchTest {
  @ParameterizedTest
  @EnumSource(LambdaLink.class)
  void survivesPacking(LambdaLink link) {
    LambdaMatch without = new LambdaMatch("00000000000000a1", link, null);
    assertThat(LambdaMatch.CODEC.unpack(LambdaMatch.CODEC.pack(without))).isEqualTo(without);

    for (int seed = 0; seed < 100; seed++) {
      LambdaMatch match =
          new LambdaMatch("00000000000000a1", link, new RandomRecords(seed).invocation("r1"));
      assertThat(LambdaMatch.CODEC.unpack(LambdaMatch.CODEC.pack(match)))
          .as("seed %d", seed)
          .isEqualTo(match);
    }
  }
}

package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.RandomRecords;
import org.junit.jupiter.api.Test;

class PackedAwsSpanTest {
  @Test
  void keepsAllOfASpan() {
    RandomRecords records = new RandomRecords(5);
    for (int i = 0; i < 200; i++) {
      AwsSpan span = records.awsSpan("t" + i, "s", "file:/a.gz");
      byte[] packed = PackedAwsSpan.pack(span, i % 2 == 0);

      assertThat(PackedAwsSpan.unpack(packed)).isEqualTo(span);
      assertThat(PackedAwsSpan.isFresh(packed)).isEqualTo(i % 2 == 0);
    }
  }
}

package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.RandomRecords;
import org.junit.jupiter.api.Test;

/** What is shuffled of the archive comes out as it went in. */
class ShuffledRecordsTest {
  @Test
  void keepsAllOfASpanOfAws() {
    RandomRecords records = new RandomRecords(5);
    for (int i = 0; i < 200; i++) {
      SeenAwsSpan seen = new SeenAwsSpan(i % 2 == 0, records.awsSpan("t" + i, "s", "file:/a.gz"));

      assertThat(ParsedRows.AWS_SPAN.unpack(ParsedRows.AWS_SPAN.pack(seen))).isEqualTo(seen);
    }
  }

  @Test
  void keepsAllOfAReject() {
    StoredReject reject = new StoredReject("file:/a.gz", 1L << 40, "not_json", "{");

    assertThat(ParsedRows.REJECT.unpack(ParsedRows.REJECT.pack(reject))).isEqualTo(reject);
  }
}

package io.fantail.event.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.event.ParsedRecord;
import io.fantail.event.ParsedRecord.Reject;
import io.fantail.event.policy.PayloadPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RejectSampleTest {
  private static final String TORN =
      "{\"execution_arn\":\"arn:x\",\"id\":\"1\",\"password\":hunter2}";

  @Test
  void masksRedactedKeysOfALineThatIsNoJson() {
    assertThat(sampleOf(TORN, new PayloadPolicy(4096, Set.of("password"))))
        .contains("password")
        .doesNotContain("hunter2");
  }

  @Test
  void keepsNothingOfALineWhenNoPayloadIsKept() {
    assertThat(sampleOf(TORN, new PayloadPolicy(0, Set.of()))).isEmpty();
  }

  private static String sampleOf(String line, PayloadPolicy payloadPolicy) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    LogEvent event = new LogEvent(0, LogSource.NONE, null, null, bytes, 0, bytes.length);
    ParsedRecord parsed = new RecordParser(payloadPolicy, "torn.jsonl").parse(event);
    assertThat(parsed).isInstanceOf(Reject.class);
    return ((Reject) parsed).sample();
  }
}

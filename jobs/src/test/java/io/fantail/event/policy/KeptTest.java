package io.fantail.event.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Failure;
import io.fantail.event.Payload;
import io.fantail.shape.Fields;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final String SECRET = "{\"password\":\"x\",\"more\":\"12345\"}";
  private static final String MASKED = "{\"password\":\"***\",\"more\":\"12345\"}";
  private static final Set<String> KEYS = Set.of("password");

  /** Holds its texts in records of its own, as an event does. */
  private record Call(Failure failure, Payload payload, @Nullable Payload answer) {
    static Call shape(Fields<Call> fields) {
      return new Call(
          fields.recordOr(Failure.NONE, Call::failure, Failure::shape),
          fields.record(Call::payload, Payload::shape),
          fields.recordOrNull(Call::answer, Payload::shape));
    }
  }

  private static Call kept(Call call, int limit) {
    return Kept.of(call, Call::shape, new PayloadPolicy(limit, KEYS));
  }

  @Test
  void masksInRecordsWithinTheRecord() {
    Payload payload = Payload.of(SECRET, SECRET);
    Payload masked = Payload.of(MASKED, MASKED);
    assertThat(kept(new Call(new Failure(SECRET, SECRET, "f"), payload, payload), 1_000))
        .isEqualTo(new Call(new Failure(MASKED, MASKED, "f"), masked, masked));
  }

  @Test
  void limitsPayloadsInRecordsWithinTheRecordButNotTheNameOfAnError() {
    Payload payload = Payload.of("input", "output");
    Payload cut = Payload.of("inp", "out");
    assertThat(kept(new Call(new Failure("Error", "cause", "finger"), payload, payload), 3))
        .isEqualTo(new Call(new Failure("Error", "cau", "finger"), cut, cut));
  }

  @Test
  void leavesOutPayloadsInRecordsWithinTheRecordWhenNothingMayBeKept() {
    Payload payload = Payload.of("input", "output");
    assertThat(kept(new Call(new Failure("Error", "cause", "finger"), payload, payload), 0))
        .isEqualTo(new Call(new Failure("Error", null, "finger"), Payload.NONE, Payload.NONE));
  }

  @Test
  void keepsRecordsThatSayNothingAndThoseThatAreMissing() {
    Call silent = new Call(Failure.NONE, Payload.NONE, null);
    assertThat(kept(silent, 0)).isEqualTo(silent);
  }
}

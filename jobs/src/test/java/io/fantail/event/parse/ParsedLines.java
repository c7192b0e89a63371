package io.fantail.event.parse;

import static io.fantail.testing.ArchiveFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.ParsedRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Log lines, the sources that they come from, and what a parser that keeps all makes of them. */
final class ParsedLines {
  static final String ID = "3a1a6892-31b8-4245-940d-30d44570f46a";
  static final Instant AT = Instant.parse("2026-09-23T22:56:44.466Z");
  static final LogSource LAMBDA =
      new LogSource("/aws/lambda/orders", "2026/09/23/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb");
  static final LogSource STATES =
      new LogSource("/aws/vendedlogs/states/x", "states/x/2026-08-24-03/00000000");
  static final LogSource SPANS = new LogSource("aws/spans", "default");
  static final LogSource EXPORTED_SPANS = new LogSource(null, "default");
  static final LogSource WEB = new LogSource("/my/app", "web-1");
  static final String EVENT =
      """
      {"id":"7","type":"PassStateEntered","details":{"name":"A"},"previous_event_id":"6",\
      "event_timestamp":"1787542294521",\
      "execution_arn":"arn:aws:states:us-east-1:1:execution:orders:one"}""";

  private ParsedLines() {}

  static ParsedRecord parse(LogSource source, byte[] message, @Nullable Instant at) {
    return new RecordParser(ReadObject.KEEP_ALL, "file")
        .parse(new RawRecord.LogEvent(42, source, at, "event-1", message, 0, message.length));
  }

  static ParsedRecord parse(LogSource source, String message) {
    return parse(source, utf8(message), AT);
  }

  static String reasonOf(ParsedRecord record) {
    assertThat(record).isInstanceOf(ParsedRecord.Reject.class);
    return ((ParsedRecord.Reject) record).reason();
  }

  static LambdaRecordKind kindOf(ParsedRecord record) {
    assertThat(record).isInstanceOf(LambdaRecord.class);
    return ((LambdaRecord) record).kind();
  }
}

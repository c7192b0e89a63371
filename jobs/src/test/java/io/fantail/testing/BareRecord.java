package io.fantail.testing;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.ReportFigures;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Lambda record that says no more than what it is, when it was written and where it stands. */
public final class BareRecord {
  private BareRecord() {}

  public static LambdaRecord of(
      Instant at, LambdaRecordKind kind, @Nullable String stream, String file, long position) {
    return new LambdaRecord(
        kind,
        null,
        stream,
        null,
        null,
        null,
        null,
        at,
        false,
        null,
        null,
        null,
        null,
        null,
        ReportFigures.NONE,
        null,
        LambdaError.NONE,
        null,
        file,
        position);
  }
}

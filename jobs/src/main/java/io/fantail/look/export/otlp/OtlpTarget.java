package io.fantail.look.export.otlp;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where batches of spans go. */
public interface OtlpTarget extends Closeable {
  /** Takes spans of one resource. */
  void take(List<SpanData> batch) throws IOException;

  @Override
  void close() throws IOException;
}

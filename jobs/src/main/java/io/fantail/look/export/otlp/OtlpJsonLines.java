package io.fantail.look.export.otlp;

import io.fantail.look.export.ExportFiles;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * {@code traces.jsonl}: OTLP's JSON, one {@code ExportTraceServiceRequest} in each line, as the
 * Collector's {@code otlpjsonfile} receiver and Jaeger's upload read it. Ids are hex, enums
 * numbers, and 64-bit numbers strings.
 */
public final class OtlpJsonLines implements OtlpTarget {
  private final OutputStream out;

  public OtlpJsonLines(ExportFiles files) throws IOException {
    out = files.create("traces.jsonl");
  }

  @Override
  public void take(List<SpanData> batch) throws IOException {
    // The marshaler closes what it writes JSON to.
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    TraceRequestMarshaler.create(batch).writeJsonTo(line);
    line.write('\n');
    line.writeTo(out);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

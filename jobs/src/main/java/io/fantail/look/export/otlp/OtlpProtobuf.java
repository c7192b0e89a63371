package io.fantail.look.export.otlp;

import io.fantail.look.export.ExportFiles;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code traces.pb}: one {@code ExportTraceServiceRequest} in protobuf, as any receiver of OTLP
 * over HTTP takes it; {@code traces-2.pb} and so on where one file would be larger than such a
 * receiver lets a body be (the Collector: 20 MiB). Requests behind one another are one request with
 * the spans of all, by protobuf's rule for repeated fields, so batches are appended as they come.
 */
public final class OtlpProtobuf implements OtlpTarget {
  /** Of a file. */
  public static final long MOST_BYTES = 16L << 20;

  private final ExportFiles files;
  private final long mostBytes;
  private @Nullable OutputStream out;
  private int count;
  private long written;

  public OtlpProtobuf(ExportFiles files) throws IOException {
    this(files, MOST_BYTES);
  }

  OtlpProtobuf(ExportFiles files, long mostBytes) throws IOException {
    this.files = files;
    this.mostBytes = mostBytes;
    begin();
  }

  private OutputStream begin() throws IOException {
    count++;
    written = 0;
    OutputStream begun = files.create(count == 1 ? "traces.pb" : "traces-" + count + ".pb");
    out = begun;
    return begun;
  }

  @Override
  public void take(List<SpanData> batch) throws IOException {
    TraceRequestMarshaler request = TraceRequestMarshaler.create(batch);
    int bytes = request.getBinarySerializedSize();
    OutputStream to = out;
    if (to == null || (written > 0 && written + bytes > mostBytes)) {
      close();
      to = begin();
    }
    request.writeBinaryTo(to);
    written += bytes;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      OutputStream last = out;
      out = null;
      last.close();
    }
  }
}

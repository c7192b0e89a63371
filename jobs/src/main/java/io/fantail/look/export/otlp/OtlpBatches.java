package io.fantail.look.export.otlp;

import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.SimilarChildren;
import io.fantail.look.export.SpanSink;
import io.fantail.look.stored.StoredSpan;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts spans into batches, each of one resource and small enough for any receiver: gRPC's limit is
 * 4 MiB, that of HTTP is more.
 */
public final class OtlpBatches implements SpanSink {
  private static final int MOST_SPANS = 1_000;
  private static final int MOST_BYTES = 2 << 20;

  private final @Nullable String service;
  private final List<OtlpTarget> targets;
  private final List<SpanData> batch = new ArrayList<>();
  private int batchBytes;
  private @Nullable OtlpResource known;
  private Resource resource = Resource.empty();

  /**
   * @param service what {@code service.name} is for all spans; null for the state machine of each
   * @param targets each of which takes every batch
   */
  public OtlpBatches(@Nullable String service, List<OtlpTarget> targets) {
    this.service = service;
    this.targets = List.copyOf(targets);
  }

  @Override
  public void addExecution(List<ExportedSpan> spans) throws IOException {
    Instant lastKnown = ExportedSpan.lastKnown(spans);
    for (ExportedSpan exported : spans) {
      StoredSpan span = exported.span();
      Resource of = resourceOf(span.stateMachineName(), span.executionArn());
      add(OtlpSpan.of(exported, lastKnown, of));
    }
  }

  @Override
  public void addSimilar(SimilarChildren children) throws IOException {
    add(OtlpSpan.of(children, resourceOf(children.stateMachineName(), children.aChildArn())));
  }

  private Resource resourceOf(String stateMachineName, String executionArn) throws IOException {
    OtlpResource wanted = OtlpResource.of(stateMachineName, executionArn);
    if (!wanted.equals(known)) {
      flush();
      known = wanted;
      resource = wanted.resource(service);
    }
    return resource;
  }

  private void add(OtlpSpan span) throws IOException {
    int bytes = span.roughBytes();
    if (batch.size() == MOST_SPANS || batchBytes + bytes > MOST_BYTES) {
      flush();
    }
    batch.add(span);
    batchBytes += bytes;
  }

  private void flush() throws IOException {
    if (!batch.isEmpty()) {
      List<SpanData> full = List.copyOf(batch);
      for (OtlpTarget target : targets) {
        target.take(full);
      }
      batch.clear();
      batchBytes = 0;
    }
  }

  /** Ends all targets, also where one of them does not end well. */
  @Override
  public void close() throws IOException {
    IOException failed = null;
    try {
      flush();
    } catch (IOException failure) {
      failed = failure;
    }
    for (OtlpTarget target : targets) {
      try {
        target.close();
      } catch (IOException failure) {
        if (failed == null) {
          failed = failure;
        } else {
          failed.addSuppressed(failure);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}

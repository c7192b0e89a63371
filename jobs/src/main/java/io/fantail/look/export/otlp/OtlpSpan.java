package io.fantail.look.export.otlp;

import io.fantail.event.Failure;
import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.SimilarChildren;
import io.fantail.look.stored.StoredSpan;
import io.fantail.span.SpanAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span as OpenTelemetry's marshaler and exporter take it. The ids are those of the table.
 *
 * @param resource the same object for all spans of one state machine
 */
record OtlpSpan(
    SpanContext context,
    SpanContext parent,
    String name,
    SpanKind kind,
    Times times,
    StatusData status,
    Attributes attributes,
    List<EventData> events,
    List<LinkData> links,
    Resource resource)
    implements SpanData {
  static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("io.fantail");

  /** In nanoseconds since 1970. */
  record Times(long start, long end) {
    static Times of(Instant start, Instant end) {
      return new Times(nanos(start), nanos(end));
    }

    private static long nanos(Instant instant) {
      return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
  }

  /**
   * A span of the table.
   *
   * @param lastKnown when something was last known of its execution: the end of a span without one
   */
  static OtlpSpan of(ExportedSpan exported, Instant lastKnown, Resource resource) {
    StoredSpan span = exported.span();
    Times times = Times.of(span.startedAt(), exported.endOr(lastKnown));
    return new OtlpSpan(
        contextOf(span.traceId(), span.spanId()),
        span.parentSpanId() == null
            ? SpanContext.getInvalid()
            : contextOf(span.traceId(), span.parentSpanId()),
        exported.title(),
        kindOf(span),
        times,
        statusOf(span),
        SpanAttributesOf.of(exported),
        eventsOf(span.failure(), times.end),
        linksOf(span),
        resource);
  }

  /** The span that stands for children which are not exported. */
  static OtlpSpan of(SimilarChildren children, Resource resource) {
    return new OtlpSpan(
        contextOf(children.traceId(), children.spanId()),
        contextOf(children.traceId(), children.parentSpanId()),
        children.title(),
        SpanKind.INTERNAL,
        Times.of(children.startedAt(), children.end()),
        StatusData.unset(),
        SpanAttributesOf.of(children),
        List.of(),
        List.of(),
        resource);
  }

  private static SpanContext contextOf(String traceId, String spanId) {
    return SpanContext.create(traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
  }

  /** As AWS has them in {@code aws/spans}: executions serve, attempts call, functions serve. */
  private static SpanKind kindOf(StoredSpan span) {
    return switch (span.kind()) {
      case EXECUTION, LAMBDA, DURABLE_EXECUTION -> SpanKind.SERVER;
      case ATTEMPT, CHAINED_INVOKE -> SpanKind.CLIENT;
      case MAP_RUN, STATE, ITERATION, BRANCH, CONTEXT, STEP, WAIT, CALLBACK, AWS ->
          SpanKind.INTERNAL;
    };
  }

  /** What was aborted from outside, or has no end, neither succeeded nor failed. */
  private static StatusData statusOf(StoredSpan span) {
    return switch (span.status()) {
      case OK -> StatusData.ok();
      case ERROR -> {
        String error = span.failure().error();
        yield StatusData.create(StatusCode.ERROR, error == null ? "" : error);
      }
      case ABORTED, UNFINISHED -> StatusData.unset();
    };
  }

  private static List<EventData> eventsOf(Failure failure, long at) {
    if (failure.error() == null && failure.cause() == null) {
      return List.of();
    }
    AttributesBuilder attributes = Attributes.builder();
    putText(attributes, failure.error(), true);
    putText(attributes, failure.cause(), false);
    return List.of(EventData.create(at, "exception", attributes.build()));
  }

  private static void putText(AttributesBuilder to, @Nullable String text, boolean isType) {
    if (text != null) {
      to.put(isType ? OtlpKeys.EXCEPTION_TYPE : OtlpKeys.EXCEPTION_MESSAGE, text);
    }
  }

  /** The span of another's trace that an execution's input names. */
  private static List<LinkData> linksOf(StoredSpan span) {
    String traceId = span.attributes().get(SpanAttributes.LINK_TRACE_ID);
    String spanId = span.attributes().get(SpanAttributes.LINK_SPAN_ID);
    SpanContext linked =
        traceId == null || spanId == null ? SpanContext.getInvalid() : contextOf(traceId, spanId);
    return linked.isValid() ? List.of(LinkData.create(linked)) : List.of();
  }

  /** About how many bytes it takes, for who puts many into one message. */
  int roughBytes() {
    int texts = name.length();
    for (Object value : attributes.asMap().values()) {
      texts += value instanceof String text ? text.length() : 8;
    }
    for (EventData event : events) {
      for (Object value : event.getAttributes().asMap().values()) {
        texts += value.toString().length();
      }
    }
    return texts + 40 * attributes.size();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public SpanKind getKind() {
    return kind;
  }

  @Override
  public SpanContext getSpanContext() {
    return context;
  }

  @Override
  public SpanContext getParentSpanContext() {
    return parent;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }

  @Override
  public long getStartEpochNanos() {
    return times.start;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public List<LinkData> getLinks() {
    return links;
  }

  @Override
  public long getEndEpochNanos() {
    return times.end;
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public int getTotalRecordedEvents() {
    return events.size();
  }

  @Override
  public int getTotalRecordedLinks() {
    return links.size();
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  @Deprecated
  public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return InstrumentationLibraryInfo.create(SCOPE.getName(), SCOPE.getVersion());
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  public Resource getResource() {
    return resource;
  }
}

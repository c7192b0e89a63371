package io.fantail.look.waterfall;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.look.stored.FieldsJson;
import io.fantail.look.stored.StoredSpan;
import io.fantail.look.waterfall.Fold.Unfolded;
import io.fantail.look.waterfall.Fold.Why;
import io.fantail.shape.Column;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a waterfall as JSON, its rows nested as they are below each other. Each row has {@code
 * row}: {@code span} with the columns of {@code spans}, {@code backoff}, or {@code fold} with the
 * figures of all its members, of which {@code below} has those that are worth a look.
 */
public final class WaterfallJson {
  private final JsonGenerator out;
  private final FieldsJson<StoredSpan> spans;
  private final boolean isAll;

  /**
   * Begins.
   *
   * @param isAll whether all members of folds are written
   */
  public WaterfallJson(JsonGenerator out, boolean isAll) {
    this.out = out;
    this.spans = new FieldsJson<>(StoredSpan::shape, out);
    this.isAll = isAll;
  }

  /** Writes the rows as an array. */
  public void write(Waterfall waterfall) throws IOException {
    rows(waterfall.roots());
  }

  private void rows(List<TraceNode> rows) throws IOException {
    out.writeStartArray();
    for (TraceNode row : rows) {
      row(row, List.of());
    }
    out.writeEndArray();
  }

  private void row(TraceNode row, List<Why> why) throws IOException {
    out.writeStartObject();
    if (row instanceof SpanNode span) {
      out.writeStringField("row", "span");
      out.writeBooleanField("is_parent_missing", span.isOrphan());
      out.writeStringField("outcome", Column.wordOf(span.outcome()));
      if (!why.isEmpty()) {
        out.writeFieldName("shown_as");
        words(why);
      }
      spans.write(span.span());
      out.writeFieldName("below");
      rows(span.below());
    } else if (row instanceof Backoff wait) {
      out.writeStringField("row", "backoff");
      out.writeStringField("started_at", wait.startedAt().toString());
      out.writeStringField("ended_at", wait.endedAt().toString());
      out.writeNumberField("duration_ms", wait.millis());
      out.writeNumberField("next_attempt", wait.nextAttempt());
    } else if (row instanceof Fold fold) {
      out.writeStringField("row", "fold");
      figures(fold.figures());
      out.writeFieldName("below");
      members(fold);
    }
    out.writeEndObject();
  }

  private void members(Fold fold) throws IOException {
    if (isAll) {
      rows(fold.members());
      return;
    }
    out.writeStartArray();
    for (Unfolded one : fold.unfolded()) {
      row(one.node(), one.why());
    }
    out.writeEndArray();
  }

  private void words(List<Why> why) throws IOException {
    out.writeStartArray();
    for (Why one : why) {
      out.writeString(Column.wordOf(one));
    }
    out.writeEndArray();
  }

  private void figures(FoldFigures figures) throws IOException {
    out.writeStringField("kind", Column.wordOf(figures.kind()));
    out.writeStringField("name", figures.name());
    out.writeNumberField("count", figures.count());
    out.writeObjectFieldStart("outcomes");
    for (Map.Entry<Outcome, Long> outcome : figures.outcomes().entrySet()) {
      out.writeNumberField(Column.wordOf(outcome.getKey()), outcome.getValue());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("errors");
    for (Map.Entry<String, Long> error : figures.errors().entrySet()) {
      out.writeNumberField(error.getKey(), error.getValue());
    }
    out.writeEndObject();
    number("p50_ms", figures.p50Ms());
    number("p99_ms", figures.p99Ms());
    number("max_ms", figures.maxMs());
    out.writeNumberField("critical_ms", figures.criticalMs());
    out.writeNumberField("backoff_ms", figures.backoffMs());
    out.writeStringField("started_at", figures.startedAt().toString());
    out.writeStringField(
        "ended_at", figures.endedAt() == null ? null : figures.endedAt().toString());
  }

  private void number(String name, @Nullable Double value) throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value);
    }
  }
}

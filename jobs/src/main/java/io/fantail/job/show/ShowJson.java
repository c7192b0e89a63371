package io.fantail.job.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.look.stored.ChildGroup;
import io.fantail.look.stored.ChildRow;
import io.fantail.look.stored.FieldsJson;
import io.fantail.look.stored.StoredBucket;
import io.fantail.look.stored.StoredExecution;
import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.stored.StoredSample;
import io.fantail.look.stored.StoredStraggler;
import io.fantail.look.terminal.maprun.MapRunPicture;
import io.fantail.look.waterfall.Waterfall;
import io.fantail.look.waterfall.WaterfallJson;
import io.fantail.shape.Shape;
import io.fantail.text.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Writes what {@code show} found as one JSON object, whose keys {@code jobs/TABLES.md} lists. */
final class ShowJson {
  private ShowJson() {}

  /** An execution with its rows nested. */
  static void execution(
      PrintWriter print,
      StoredExecution execution,
      Waterfall waterfall,
      @Nullable String askedSpan,
      boolean isAll) {
    object(
        print,
        out -> {
          out.writeStringField("is", "execution");
          new FieldsJson<StoredExecution>(StoredExecution::shape, out).write(execution);
          out.writeStringField("asked_span_id", askedSpan);
          out.writeFieldName("rows");
          new WaterfallJson(out, isAll).write(waterfall);
        });
  }

  /**
   * A Map Run with its groups of children.
   *
   * @param all every child, which are written one after the other; null where they are not asked
   *     for
   */
  static void mapRun(PrintWriter print, MapRunPicture picture, @Nullable Iterator<ChildRow> all) {
    object(
        print,
        out -> {
          out.writeStringField("is", "map_run");
          new FieldsJson<StoredMapRun>(StoredMapRun::shape, out).write(picture.run());
          list(out, "timeline", StoredBucket::shape, picture.timeline().iterator());
          out.writeArrayFieldStart("histogram_bounds_ms");
          for (double bound : picture.scale().bounds()) {
            out.writeNumber(bound);
          }
          out.writeEndArray();
          list(out, "groups", ChildGroup::shape, ChildGroup.inOrder(picture.groups()).iterator());
          list(out, "slowest", StoredStraggler::shape, picture.slowest().iterator());
          list(out, "samples", StoredSample::shape, picture.samples().iterator());
          if (all != null) {
            list(out, "children", ChildRow::shape, all);
          }
        });
  }

  private static <T> void list(JsonGenerator out, String name, Shape<T> shape, Iterator<T> values)
      throws IOException {
    FieldsJson<T> fields = new FieldsJson<>(shape, out);
    out.writeArrayFieldStart(name);
    while (values.hasNext()) {
      out.writeStartObject();
      fields.write(values.next());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** What writes the fields of an object. */
  private interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  private static void object(PrintWriter print, Writing fields) {
    try (JsonGenerator out = Json.FACTORY.createGenerator(print)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      out.writeStartObject();
      fields.to(out);
      out.writeEndObject();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    print.println();
  }
}

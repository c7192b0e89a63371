package io.fantail.report.tail;

import io.fantail.event.MapRunArn;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.Scope;
import io.fantail.report.trait.Trait;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.SpanAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run as its parent shows it.
 *
 * @param day UTC day on which the parent started
 * @param traits what holds for all its children
 */
record TailRun(LocalDate day, String mapRunArn, List<Trait> traits) {
  /**
   * A Map Run.
   *
   * @param arn of it
   */
  static TailRun of(ReportedSpan span, String arn) {
    List<Trait> traits = new ArrayList<>(2);
    MapRunArn parts = MapRunArn.parse(arn);
    if (parts != null) {
      traits.add(new Trait(Factor.REGION, parts.region()));
    }
    String concurrency = span.attributes().get(SpanAttributes.CONFIGURED_MAX_CONCURRENCY);
    if (concurrency != null) {
      traits.add(new Trait(Factor.CONCURRENCY, concurrency));
    }
    return new TailRun(span.execution().day(), arn, traits);
  }

  static TailRun shape(Fields<TailRun> fields) {
    return new TailRun(
        fields.field(FieldType.DAY, TailRun::day),
        fields.text(TailRun::mapRunArn),
        fields.list(TailRun::traits, Trait::shape));
  }

  /**
   * The scope of its children, or of their time in a state.
   *
   * @param stateName null for whole children
   */
  Scope scope(@Nullable String stateName) {
    MapRunArn parts = MapRunArn.parse(mapRunArn);
    return parts == null
        ? new Scope(day, mapRunArn, mapRunArn, stateName)
        : new Scope(day, parts.stateMachineName(), parts.label(), stateName);
  }
}

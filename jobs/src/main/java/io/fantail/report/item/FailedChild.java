package io.fantail.report.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.Failure;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A child that did not succeed: what is known of its items, and of its failure.
 *
 * @param attempts of its tasks that failed
 */
record FailedChild(
    LocalDate day,
    ItemStatus status,
    @Nullable String error,
    @Nullable String fingerprint,
    int attempts,
    ItemsOfChild items) {
  private static final ItemStatus[] STATUSES = ItemStatus.values();
  private static final Pattern LISTED = Pattern.compile(FieldWords.LISTED);

  /**
   * Looks at what is left of it.
   *
   * @param root of its spans, the execution itself
   */
  static FailedChild of(ReportedExecution execution, ReportedSpan root, List<ReportedSpan> spans) {
    Failure failure = originOf(root, spans);
    ChildInput input = ChildInput.of(root.payload().input());
    List<JsonNode> items = input.items().stream().map(FoundItem::tree).toList();
    NamedItems named =
        input.kind() == ChildInput.Kind.BATCH
            ? NamedItems.in(items, causes(root.failure(), failure), outputs(spans))
            : NamedItems.in(List.of(), List.of(), List.of());
    List<FoundItem> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      found.add(FoundItem.of(input.items().get(i), items.get(i), named.names(i)));
    }
    return new FailedChild(
        execution.key().day(),
        ItemStatus.of(execution.status()),
        failure.error(),
        failure.fingerprint(),
        (int) spans.stream().filter(FailedChild::isFailedAttempt).count(),
        new ItemsOfChild(
            execution.items().count(), input.kind(), found, named.listsOthers(), input.hasAll()));
  }

  /** Where the failure began, under which the table of errors counts it; else how it ended. */
  private static Failure originOf(ReportedSpan root, List<ReportedSpan> spans) {
    List<Failure> origins =
        spans.stream()
            .filter(span -> span.failureOrigin() && span.terminal())
            .map(ReportedSpan::failure)
            .distinct()
            .limit(2)
            .toList();
    return origins.size() == 1 ? origins.get(0) : root.failure();
  }

  private static List<String> causes(Failure... failures) {
    return Stream.of(failures)
        .map(Failure::cause)
        .filter(Objects::nonNull)
        .distinct()
        .map(Objects::requireNonNull)
        .toList();
  }

  /** What states and their attempts put out, where that lists failures. */
  private static List<String> outputs(List<ReportedSpan> spans) {
    return spans.stream()
        .filter(span -> span.kind() == SpanKind.STATE || span.kind() == SpanKind.ATTEMPT)
        .map(span -> span.payload().output())
        .filter(output -> output != null && LISTED.matcher(output).find())
        .map(Objects::requireNonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isFailedAttempt(ReportedSpan span) {
    return span.kind() == SpanKind.ATTEMPT && span.status() == SpanStatus.ERROR;
  }

  /** What the texts come to. */
  long chars() {
    return items.found().stream().mapToLong(item -> item.json().length()).sum();
  }

  static FailedChild shape(Fields<FailedChild> fields) {
    return new FailedChild(
        fields.field(FieldType.DAY, FailedChild::day),
        fields.constant(STATUSES, FailedChild::status),
        fields.textOrNull(FailedChild::error),
        fields.textOrNull(FailedChild::fingerprint),
        fields.integer(FailedChild::attempts),
        fields.record(FailedChild::items, ItemsOfChild::shape));
  }
}

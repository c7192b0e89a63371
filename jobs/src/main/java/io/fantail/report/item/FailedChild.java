package io.fantail.report.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.Failure;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.text.Json;
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
 * @param counted items that it took; null where nothing says it
 * @param attempts of its tasks that failed
 * @param listsOthers whether what names items also names some that are not here
 * @param hasAll whether there are no more items than these
 */
record FailedChild(
    LocalDate day,
    ExecutionStatus status,
    @Nullable Integer counted,
    @Nullable String error,
    @Nullable String fingerprint,
    int attempts,
    ChildInput.Kind kind,
    List<FoundItem> items,
    boolean listsOthers,
    boolean hasAll) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();
  private static final ChildInput.Kind[] KINDS = ChildInput.Kind.values();
  private static final Pattern LISTED = Pattern.compile(FieldWords.LISTED);

  /**
   * Looks at what is left of it.
   *
   * @param root of its spans, the execution itself
   */
  static FailedChild of(ReportedExecution execution, ReportedSpan root, List<ReportedSpan> spans) {
    Failure failure = originOf(root, spans);
    ChildInput input = ChildInput.of(root.payload().input());
    List<JsonNode> items = input.items().stream().map(FailedChild::tree).toList();
    NamedItems named =
        input.kind() == ChildInput.Kind.BATCH
            ? NamedItems.in(items, causes(root.failure(), failure), outputs(spans))
            : NamedItems.in(List.of(), List.of(), List.of());
    List<FoundItem> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ItemKey key = ItemKey.of(items.get(i));
      found.add(
          new FoundItem(input.items().get(i), key == null ? null : key.text(), named.names(i)));
    }
    return new FailedChild(
        execution.key().day(),
        execution.status(),
        execution.items().count(),
        failure.error(),
        failure.fingerprint(),
        (int) spans.stream().filter(FailedChild::isFailedAttempt).count(),
        input.kind(),
        found,
        named.listsOthers(),
        input.hasAll());
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

  private static JsonNode tree(String item) {
    try {
      return Json.tree(item);
    } catch (JsonProcessingException beyondAllBounds) {
      return Json.MAPPER.missingNode();
    }
  }

  /** What the texts come to. */
  long chars() {
    return items.stream().mapToLong(item -> item.json().length()).sum();
  }

  static FailedChild shape(Fields<FailedChild> fields) {
    return new FailedChild(
        fields.field(FieldType.DAY, FailedChild::day),
        fields.constant(STATUSES, FailedChild::status),
        fields.integerOrNull(FailedChild::counted),
        fields.textOrNull(FailedChild::error),
        fields.textOrNull(FailedChild::fingerprint),
        fields.integer(FailedChild::attempts),
        fields.constant(KINDS, FailedChild::kind),
        fields.list(FailedChild::items, FoundItem::shape),
        fields.flag(FailedChild::listsOthers),
        fields.flag(FailedChild::hasAll));
  }
}

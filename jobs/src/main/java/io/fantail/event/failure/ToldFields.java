package io.fantail.event.failure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one object of a cause tells, field by field, and which of it counts. */
final class ToldFields {
  /** Deeper failures that count before what the object says itself, the surest first. */
  private static final List<CauseField> DEEPER =
      List.of(CauseField.CAUSE, CauseField.MESSAGE, CauseField.ERROR, CauseField.SAYING);

  private static final List<CauseField> SAYS =
      List.of(CauseField.MESSAGE, CauseField.CAUSE, CauseField.SAYING);

  /** Deeper failures of an object that says nothing itself. */
  private static final List<CauseField> ELSEWHERE =
      List.of(CauseField.REASON, CauseField.AROUND, CauseField.OTHER);

  private final Map<CauseField, String> texts = new EnumMap<>(CauseField.class);
  private final Map<CauseField, FailureMessage> deeper = new EnumMap<>(CauseField.class);
  @Nullable String place;

  void text(CauseField field, String text) {
    if (!text.isBlank()) {
      texts.putIfAbsent(field, text);
    }
  }

  void inner(CauseField field, @Nullable FailureMessage message) {
    if (message != null) {
      deeper.putIfAbsent(field, message);
    }
  }

  /** The innermost failure; null where the object tells of none. */
  @Nullable FailureMessage message() {
    FailureMessage innermost = firstOf(deeper, DEEPER);
    if (innermost != null) {
      return innermost.within(typeBeside(texts.get(CauseField.ERROR)), place);
    }
    String saying = firstOf(texts, SAYS);
    String error = texts.get(CauseField.ERROR);
    if (saying == null && error != null && isProse(error)) {
      saying = error;
      error = null;
    }
    if (saying == null) {
      saying = texts.get(CauseField.REASON);
    }
    String type = typeBeside(error);
    if (saying != null) {
      return PlainText.messageOf(saying).within(type, place);
    }
    FailureMessage elsewhere = firstOf(deeper, ELSEWHERE);
    if (elsewhere != null) {
      return elsewhere.within(type, place);
    }
    if (type != null && (error != null || texts.containsKey(CauseField.TYPE))) {
      return new FailureMessage(type, "", place);
    }
    String status = texts.get(CauseField.STATUS);
    return status != null && texts.containsKey(CauseField.EXECUTION)
        ? new FailureMessage(null, status, place)
        : null;
  }

  private @Nullable String typeBeside(@Nullable String error) {
    String type = texts.get(CauseField.TYPE);
    if (type != null) {
      return type;
    }
    return error == null || isProse(error) ? texts.get(CauseField.CODE) : error;
  }

  private static boolean isProse(String error) {
    return error.indexOf(' ') >= 0;
  }

  private static <T> @Nullable T firstOf(Map<CauseField, T> told, List<CauseField> fields) {
    for (CauseField field : fields) {
      T value = told.get(field);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}

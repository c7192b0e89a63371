package io.fantail.event.history;

import io.fantail.archive.history.EventType;
import io.fantail.archive.history.EventTypeName;
import io.fantail.event.FunctionReference;

/** The texts that the events of an object repeat. */
final class EventTexts {
  final RepeatedTexts<NamedExecution> executions = new RepeatedTexts<>(NamedExecution::of);
  final RepeatedTexts<FunctionReference> functions = new RepeatedTexts<>(FunctionReference::parse);

  /** Types of events. */
  final RepeatedTexts<String> types = new RepeatedTexts<>(EventTexts::typeOf);

  /** Names of states and resources. */
  final RepeatedTexts<String> names = new RepeatedTexts<>(name -> name);

  private static String typeOf(String text) {
    String type = EventTypeName.ofText(text);
    Integer number = EventType.NAMES.numberOf(type);
    return number == null ? type : EventType.NAMES.word(number);
  }
}

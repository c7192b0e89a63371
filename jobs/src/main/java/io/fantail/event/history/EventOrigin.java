package io.fantail.event.history;

import io.fantail.archive.history.EventType;
import io.fantail.archive.record.LogSource;

/** What is known of where an object stood that may be an event, and what that makes believable. */
public enum EventOrigin {
  /** A log that Step Functions writes: whatever says that it is an event is one. */
  STATES_LOG,

  /** A list of events: what AWS adds to its types is an event too. */
  HISTORY,

  /**
   * Anybody may have written it: an event has all that events have, and a type that this version
   * knows, or details as only AWS names them. An application may have ids, types, times and the ARN
   * of the execution that called it.
   */
  UNKNOWN,

  /** The log of somebody else, who may print what he likes. */
  FOREIGN_LOG;

  boolean mayHold(EventFields fields) {
    String type = fields.type;
    return switch (this) {
      case STATES_LOG -> fields.hasPrevious || fields.hasArnOfLog;
      case HISTORY ->
          fields.hasPrevious || (type == null ? fields.knownArn != null : EventType.isKnown(type));
      case UNKNOWN -> fields.hasPrevious && (type == null || isOfAws(fields, type));
      case FOREIGN_LOG -> false;
    };
  }

  private static boolean isOfAws(EventFields fields, String type) {
    boolean asTheApi = EventType.detailsFieldOf(type).equals(fields.nameOfDetails);
    boolean asTheLog =
        fields.hasTimeOfLog && fields.hasArnOfLog && "details".equals(fields.nameOfDetails);
    return EventType.isKnown(type) || asTheApi || (asTheLog && EventType.isMadeLikeThem(type));
  }

  /** Where the lines of a log come from. */
  public static EventOrigin of(LogSource source) {
    if (source.isOfStepFunctions()) {
      return STATES_LOG;
    }
    return source.isKnown() ? FOREIGN_LOG : UNKNOWN;
  }
}

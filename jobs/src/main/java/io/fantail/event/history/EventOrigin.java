package io.fantail.event.history;

import io.fantail.archive.history.EventType;
import io.fantail.archive.record.LogSource;

/** What is known of where an object stood that may be an event, and what that makes believable. */
public enum EventOrigin {
  /** A log that Step Functions writes: whatever says that it is an event is one. */
  STATES_LOG {
    @Override
    boolean mayHold(EventFields fields) {
      return fields.hasPrevious || fields.hasArnOfLog;
    }
  },
  /** A list of events: what AWS adds to its types is an event too. */
  HISTORY {
    @Override
    boolean mayHold(EventFields fields) {
      boolean isNamed = fields.knownArn != null && fields.type == null;
      return fields.hasPrevious
          || isNamed
          || (fields.type != null && EventType.isKnown(fields.type));
    }
  },
  /**
   * Anybody may have written it: an event has all that events have, and a type that this version
   * knows, or details as only AWS names them. An application may have ids, types, times and the ARN
   * of the execution that called it.
   */
  UNKNOWN {
    @Override
    boolean mayHold(EventFields fields) {
      if (fields.type == null || !fields.hasPrevious) {
        return fields.hasPrevious;
      }
      boolean asTheApi = EventType.detailsFieldOf(fields.type).equals(fields.nameOfDetails);
      boolean asTheLog =
          fields.hasTimeOfLog && fields.hasArnOfLog && "details".equals(fields.nameOfDetails);
      return EventType.isKnown(fields.type)
          || asTheApi
          || (asTheLog && EventType.isMadeLikeThem(fields.type));
    }
  },
  /** The log of somebody else, who may print what he likes. */
  FOREIGN_LOG {
    @Override
    boolean mayHold(EventFields fields) {
      return false;
    }
  };

  abstract boolean mayHold(EventFields fields);

  /** Where the lines of a log come from. */
  public static EventOrigin of(LogSource source) {
    if (source.isOfStepFunctions()) {
      return STATES_LOG;
    }
    return source.isKnown() ? FOREIGN_LOG : UNKNOWN;
  }
}

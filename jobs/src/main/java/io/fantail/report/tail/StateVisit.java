package io.fantail.report.tail;

import io.fantail.report.factor.Trait;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.Duration;
import java.util.List;

/**
 * The longest visit of a child to a state in which something was called.
 *
 * @param traits of all its visits to that state
 */
record StateVisit(String stateName, Duration activeTime, List<Trait> traits) {
  static StateVisit shape(Fields<StateVisit> fields) {
    return new StateVisit(
        fields.text(StateVisit::stateName),
        fields.field(FieldType.DURATION, StateVisit::activeTime),
        fields.list(StateVisit::traits, Trait::shape));
  }
}

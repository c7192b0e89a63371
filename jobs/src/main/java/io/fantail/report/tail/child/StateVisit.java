package io.fantail.report.tail.child;

import io.fantail.report.trait.Trait;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.Duration;
import java.util.List;

/**
 * The longest visit of a child to a state in which something was called.
 *
 * @param traits of all its visits to that state
 */
public record StateVisit(String stateName, Duration activeTime, List<Trait> traits) {
  public static StateVisit shape(Fields<StateVisit> fields) {
    return new StateVisit(
        fields.repeated(StateVisit::stateName),
        fields.field(FieldType.DURATION, StateVisit::activeTime),
        fields.list(StateVisit::traits, Trait::shape));
  }
}

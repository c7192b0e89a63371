package io.fantail.report.error;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.spark.GroupKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What kinds of failure are told apart by.
 *
 * @param day UTC day on which the execution started
 */
public record ErrorKey(
    LocalDate day,
    String stateMachineName,
    @Nullable String stateName,
    @Nullable String functionName,
    @Nullable String error,
    @Nullable String fingerprint,
    boolean isDistributedMapChild) {

  static ErrorKey of(ReportedSpan failed) {
    return new ErrorKey(
        failed.execution().day(),
        failed.execution().stateMachineName(),
        failed.stateName(),
        failed.functionName(),
        failed.failure().error(),
        failed.failure().fingerprint(),
        failed.execution().isDistributedMapChild());
  }

  static ErrorKey shape(Fields<ErrorKey> fields) {
    return new ErrorKey(
        fields.field(FieldType.DAY, ErrorKey::day),
        fields.text(ErrorKey::stateMachineName),
        fields.textOrNull(ErrorKey::stateName),
        fields.textOrNull(ErrorKey::functionName),
        fields.textOrNull(ErrorKey::error),
        fields.textOrNull(ErrorKey::fingerprint),
        fields.flag(ErrorKey::isDistributedMapChild));
  }

  /** What sorts equal keys together. */
  public String group() {
    return GroupKey.of(
        day, stateMachineName, stateName, functionName, error, fingerprint, isDistributedMapChild);
  }

  /** Lists the columns but the day. */
  static void columns(Fields<ErrorKey> fields) {
    fields.text("state_machine_name", "The state machine that ran it.", ErrorKey::stateMachineName);
    fields.textOrNull(
        "state_name",
        "The state in which the failure began; null where it is of no state, such as the"
            + " execution's own time limit.",
        ErrorKey::stateName);
    fields.textOrNull(
        "function_name",
        "The Lambda function that was called; null where none was.",
        ErrorKey::functionName);
    fields.textOrNull(
        "error", "The name of the error; null where nothing tells it.", ErrorKey::error);
    fields.textOrNull(
        "fingerprint",
        "The same for errors whose innermost name, message and place in the function's own code"
            + " differ only in what message_template leaves out: 16 hex digits; null where nothing"
            + " tells the error.",
        ErrorKey::fingerprint);
    fields.flag(
        "is_distributed_map_child",
        "Whether the execution was started by a Distributed Map.",
        ErrorKey::isDistributedMapChild);
  }
}

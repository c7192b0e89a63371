package io.fantail.report.subject;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Table;
import io.fantail.trace.ExecutionInTrace;
import java.time.LocalDate;

/**
 * Which execution something is of.
 *
 * @param day UTC day on which the execution started
 */
public record ExecutionKey(
    LocalDate day,
    String executionArn,
    String stateMachineName,
    boolean isDistributedMapChild,
    String traceId) {

  static ExecutionKey of(ExecutionInTrace traced) {
    return new ExecutionKey(
        traced.execution().day(),
        traced.execution().arn(),
        traced.execution().parts().stateMachineName(),
        traced.execution().parts().isDistributedMapChild(),
        traced.link().place().traceId());
  }

  static ExecutionKey shape(Fields<ExecutionKey> fields) {
    return new ExecutionKey(
        fields.column(Table.DAY, "").field(FieldType.DAY, ExecutionKey::day),
        fields.text("execution_arn", "", ExecutionKey::executionArn),
        fields.text("state_machine_name", "", ExecutionKey::stateMachineName),
        fields.flag("is_distributed_map_child", "", ExecutionKey::isDistributedMapChild),
        fields.text("trace_id", "", ExecutionKey::traceId));
  }
}

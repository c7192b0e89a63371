package io.fantail.sample.layout;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.World;
import java.io.IOException;

/** Projects an execution into the answer of DescribeExecution. */
final class DescribeExecution {

  private DescribeExecution() {}

  /** Writes the wire form: times in epoch seconds, data noted as included. */
  static void write(JsonGenerator json, ModelExecution execution) throws IOException {
    ExecutionName name = execution.name();
    json.writeStartObject();
    json.writeStringField("executionArn", name.arn());
    json.writeStringField("stateMachineArn", World.stateMachineArn(name.qualifiedName()));
    json.writeStringField("name", name.name());
    json.writeStringField("status", execution.status().name());
    json.writeNumberField("startDate", HistoryEvents.epochSeconds(execution.startedAt()));
    if (execution.ended()) {
      json.writeNumberField("stopDate", HistoryEvents.epochSeconds(execution.endedAt()));
    }
    json.writeStringField("input", execution.input());
    json.writeObjectFieldStart("inputDetails");
    json.writeBooleanField("included", true);
    json.writeEndObject();
    if (execution.error() != null) {
      json.writeStringField("error", execution.error());
    }
    if (execution.cause() != null) {
      json.writeStringField("cause", execution.cause());
    }
    json.writeNumberField("redriveCount", 0);
    json.writeStringField("redriveStatus", "REDRIVABLE");
    json.writeEndObject();
  }
}

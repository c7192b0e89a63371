package io.fantail.sample.layout;

import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.Randomness;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** The log streams of the state machines; an execution stays in one. */
final class StatesStreams {
  /** The stream every log group of Step Functions holds beside the real ones. */
  static final String VALIDATION_STREAM =
      "log_stream_created_by_aws_to_validate_log_delivery_subscriptions";

  /** What that stream says. */
  static final String VALIDATION_MESSAGE =
      "Permissions are set correctly to allow AWS CloudWatch Logs to write into your logs while"
          + " creating a subscription.";

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH").withZone(ZoneOffset.UTC);
  private static final int STREAMS = 4;

  private final Map<String, String[]> streamsByMachine = new HashMap<>();
  private final SampleOptions options;

  StatesStreams(SampleOptions options) {
    this.options = options;
  }

  /** {@code states/<state machine>/yyyy-MM-dd-HH/<8 hex>}. */
  String streamOf(ExecutionName execution) {
    String[] streams = streamsByMachine.computeIfAbsent(execution.stateMachine(), this::named);
    return streams[Math.floorMod(execution.name().hashCode(), STREAMS)];
  }

  /** {@code /aws/vendedlogs/states/<state machine>-Logs}. */
  static String logGroupOf(String stateMachine) {
    return "/aws/vendedlogs/states/" + stateMachine + "-Logs";
  }

  private String[] named(String stateMachine) {
    Randomness random = Randomness.of(options.seed(), "streams of " + stateMachine, 0);
    String hour = HOUR.format(options.startsAt());
    String[] streams = new String[STREAMS];
    for (int i = 0; i < STREAMS; i++) {
      streams[i] = "states/" + stateMachine + "/" + hour + "/" + random.hex(8);
    }
    return streams;
  }
}

package io.fantail.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** The lines that Lambda and a function write of one invocation, to be put into any form. */
public record LambdaLines(List<Line> all) {
  public static final String REQUEST_ID = "ed331b5f-f78d-c424-ef70-13665b2fe03d";
  public static final String OTHER_REQUEST_ID = "19022280-1ac8-fbd3-b108-4da21872e492";

  /** The beginning and the end of another invocation, as the Telemetry API hands them over. */
  public static final String TELEMETRY =
      """
      {"time":"2026-11-20T10:00:03.040Z","type":"platform.start","record":{"requestId":"%s"}},\
      {"time":"2026-11-20T10:00:03.241Z","type":"platform.report","record":{"requestId":"%s",\
      "metrics":{"durationMs":200.0}}}"""
          .formatted(OTHER_REQUEST_ID, OTHER_REQUEST_ID);

  private static final Instant STARTED_AT = Instant.parse("2026-11-20T10:00:01.040Z");

  /** A Python function that fails with what nobody caught: the line does not name its request. */
  public static final LambdaLines FAILED =
      new LambdaLines(
          List.of(
              new Line(0, "START RequestId: " + REQUEST_ID + " Version: $LATEST\n"),
              new Line(
                  60,
                  """
                  [ERROR] ValueError: no "stock"; none, at all
                  Traceback (most recent call last):
                  \u00a0\u00a0File "/var/task/app.py", line 3, in handler
                  """),
              new Line(200, "END RequestId: " + REQUEST_ID + "\n"),
              new Line(
                  200,
                  "REPORT RequestId: "
                      + REQUEST_ID
                      + "\tDuration: 199.00 ms\tBilled Duration: 200 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tStatus: error\t\n")));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * One log event.
   *
   * @param millis behind the start
   */
  public record Line(int millis, String message) {
    /**
     * A template with what it asks for: {@code $json}, {@code $csv}, {@code $shown} the message;
     * {@code $ms}, {@code $s}, {@code $iso}, {@code $micros}, {@code $seconds}, {@code $space},
     * {@code $zone} the time; {@code $owner}, {@code $group}, {@code $stream}, {@code $id}.
     */
    public String in(String template) {
      Instant at = STARTED_AT.plusMillis(millis);
      return template
          .replace("$micros", format("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", ZoneOffset.UTC, at))
          .replace("$ms", Long.toString(at.toEpochMilli()))
          .replace("$iso", format("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", ZoneOffset.UTC, at))
          .replace("$space", format("uuuu-MM-dd HH:mm:ss.SSS", ZoneOffset.UTC, at))
          .replace("$zone", format("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", ZoneOffset.ofHours(-5), at))
          .replace("$seconds", format("uuuu-MM-dd'T'HH:mm:ss", ZoneOffset.UTC, at))
          .replace("$stream", "2026/11/20/[$LATEST]4421318cef49f47ce5d26a51003e4575")
          .replace("$shown", message.stripTrailing())
          .replace("$s", Long.toString(at.getEpochSecond()))
          .replace("$owner", "111122223333")
          .replace("$group", "/aws/lambda/fn-x")
          .replace("$id", Long.toString(3_000_000L + millis) + message.length())
          .replace("$json", json(message))
          .replace("$csv", '"' + message.replace("\"", "\"\"") + '"');
    }

    private static String format(String pattern, ZoneOffset zone, Instant at) {
      return DateTimeFormatter.ofPattern(pattern).withZone(zone).format(at);
    }
  }

  public Instant startedAt() {
    return STARTED_AT;
  }

  /** Every line in the template, with something between them. */
  public String joined(String template, String between) {
    return all.stream().map(line -> line.in(template)).collect(Collectors.joining(between));
  }

  /** A subscription's envelope of all. */
  public String envelope() {
    return """
        {"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"/aws/lambda/fn-x",\
        "logStream":"2026/11/20/[$LATEST]4421318cef49f47ce5d26a51003e4575",\
        "subscriptionFilters":["f"],"logEvents":[%s]}"""
        .formatted(joined("{\"id\":\"$id\",\"timestamp\":$ms,\"message\":$json}", ","));
  }

  public String control() {
    return """
        {"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"",\
        "subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1787500000000,\
        "message":"CWL CONTROL MESSAGE: Checking health of destination Kinesis stream."}]}""";
  }

  public static String json(String text) {
    try {
      return MAPPER.writeValueAsString(text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

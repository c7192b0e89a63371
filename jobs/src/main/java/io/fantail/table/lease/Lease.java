package io.fantail.table.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job's claim to be the only one that writes.
 *
 * @param runId of the job, as in the table {@code runs}
 * @param command its name
 * @param host of its driver
 * @param process of its driver; null where the system does not tell
 * @param since when it has held the lake, by the clock of its host
 * @param until when the claim lasts by that clock; this is for people, as {@link LeaseEntry} says
 * @param term for how long a claim lasts that is not renewed
 * @param isReleased whether the job has ended and given the lake back
 */
public record Lease(
    String runId,
    String command,
    String host,
    @Nullable OwnerProcess process,
    Instant since,
    Instant until,
    Duration term,
    boolean isReleased) {

  /** A claim that is made at this time. */
  public static Lease of(
      String runId, String command, OwnerProcess.Here here, Instant now, Duration term) {
    return new Lease(runId, command, here.host(), here.process(), now, now.plus(term), term, false);
  }

  /** The same claim, made again. */
  Lease renewed(Instant now) {
    return new Lease(runId, command, host, process, since, now.plus(term), term, false);
  }

  /** The same claim, given up. */
  Lease released(Instant now) {
    return new Lease(runId, command, host, process, since, now, term, true);
  }

  /** As it stands in the lake. */
  public byte[] json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("state", isReleased ? "released" : "held");
    json.put("run_id", runId).put("command", command).put("host", host);
    if (process != null) {
      process.writeTo(json.putObject("process"));
    }
    json.put("since", since.toString()).put("until", until.toString());
    json.put("term_seconds", term.toSeconds());
    return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Null where this is no whole claim: it may be in the middle of being written. */
  static @Nullable Lease parse(byte[] bytes) {
    try {
      JsonNode json = Json.MAPPER.readTree(bytes);
      if (!json.hasNonNull("term_seconds")) {
        return null;
      }
      return new Lease(
          json.path("run_id").asText(),
          json.path("command").asText(),
          json.path("host").asText(),
          OwnerProcess.parse(json.path("process")),
          Instant.parse(json.path("since").asText()),
          Instant.parse(json.path("until").asText()),
          Duration.ofSeconds(json.path("term_seconds").asLong()),
          json.path("state").asText().equals("released"));
    } catch (IOException | DateTimeException cutOff) {
      return null;
    }
  }
}

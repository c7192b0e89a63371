package io.fantail.sample.truth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a correct reading of the archive must find, taken from the simulation and never from the
 * files. A state machine's name is {@code machine/label} for Distributed Map children. All times
 * are milliseconds; all lists are sorted by their keys.
 *
 * @param counts how many records of each kind were written
 * @param executionStatus executions by status
 * @param spans spans by kind: execution, map_run, state, attempt, lambda
 * @param states entered states by name
 * @param latency exact distributions of durations
 * @param errors failures by where they happened
 * @param links how each Lambda attempt can be joined to its invocation
 * @param mapRunLinks how each child can be joined to its Map Run
 * @param mapRuns the Map Runs
 * @param plantedCauses what was planted to slow children, in the order of {@link
 *     io.fantail.sample.options.Plant}; not in the file where nothing was
 * @param errorFamilies the planted families of errors; not in the file where there are none
 */
public record SampleTruth(
    Counts counts,
    List<ExecutionStatusCount> executionStatus,
    List<SpanCount> spans,
    List<StateCount> states,
    List<Latency> latency,
    List<ErrorCount> errors,
    List<LinkCount> links,
    List<MapRunLinkCount> mapRunLinks,
    List<MapRun> mapRuns,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PlantedCause> plantedCauses,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ErrorFamilyCount> errorFamilies) {

  /** What the file does not mention is empty. */
  public SampleTruth {
    plantedCauses = Objects.requireNonNullElse(plantedCauses, List.of());
    errorFamilies = Objects.requireNonNullElse(errorFamilies, List.of());
  }

  /** The file in the sample's folder that holds the truth. */
  public static final String FILE_NAME = "truth.json";

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Records by kind.
   *
   * @param events distinct Step Functions events
   * @param lambdaRecords distinct Lambda log events; one of several lines counts once
   * @param noise permission tests, validation and control messages, descriptions of executions
   * @param duplicates log events delivered a second time
   * @param rejects records that cannot be read; this generator writes none
   * @param lambdaInvocations invocations that left log records
   * @param coldStarts those among them that began with an INIT_START
   */
  public record Counts(
      long events,
      long lambdaRecords,
      long noise,
      long duplicates,
      long rejects,
      long lambdaInvocations,
      long coldStarts) {}

  /** Executions of one status. */
  public record ExecutionStatusCount(
      boolean isDistributedMapChild, String stateMachineName, String status, long count) {

    ExecutionStatusCount times(long count) {
      return new ExecutionStatusCount(isDistributedMapChild, stateMachineName, status, count);
    }
  }

  /** Spans of one kind. */
  public record SpanCount(String kind, long count) {}

  /** How often a state was entered. */
  public record StateCount(
      String stateMachineName, String stateName, boolean isDistributedMapChild, long count) {

    StateCount times(long count) {
      return new StateCount(stateMachineName, stateName, isDistributedMapChild, count);
    }
  }

  /**
   * One exact distribution; percentiles interpolate linearly between closest ranks.
   *
   * @param day the UTC day on which the executions started
   * @param kind execution, state, attempt or lambda
   * @param name the state machine, the state, the state, or the function
   * @param count finished spans
   * @param errors those among them that ended in error
   * @param unfinished spans still open at the end of the archive, in nothing else here
   */
  public record Latency(
      String day,
      String kind,
      String stateMachineName,
      String name,
      boolean isDistributedMapChild,
      long count,
      long errors,
      long unfinished,
      @Nullable Double minMs,
      @Nullable Double meanMs,
      @Nullable Double p50Ms,
      @Nullable Double p75Ms,
      @Nullable Double p90Ms,
      @Nullable Double p95Ms,
      @Nullable Double p99Ms,
      @Nullable Double p999Ms,
      @Nullable Double maxMs) {}

  /**
   * Failures of one kind in one place.
   *
   * @param stateName the failing state; null when the execution itself timed out
   * @param functionName the called function, or null
   * @param attempts failures
   * @param executions executions that had one
   * @param terminal executions that ended because of it
   * @param recovered the others
   */
  public record ErrorCount(
      String stateMachineName,
      @Nullable String stateName,
      @Nullable String functionName,
      String error,
      boolean isDistributedMapChild,
      long attempts,
      long executions,
      long terminal,
      long recovered) {}

  /** Lambda attempts of one function by link: request_id, time_window, ambiguous and so on. */
  public record LinkCount(String functionName, String link, long count) {}

  /** Children by what leads them to their Map Run. */
  public record MapRunLinkCount(String mapRunLink, long count) {}

  /** One Map Run and its children; the durations are those of the children, in milliseconds. */
  public record MapRun(
      String mapRunArn,
      String label,
      String stateName,
      String parentExecutionArn,
      String status,
      long children,
      long succeeded,
      long failed,
      long timedOut,
      long aborted,
      long running,
      @Nullable Double p50Ms,
      @Nullable Double p95Ms,
      @Nullable Double p99Ms,
      @Nullable Double maxMs) {}

  /**
   * A cause that was planted, in the words of the table {@code tail_factors}.
   *
   * @param plant its name among the options: sick-sandbox, slow-version and so on
   * @param stateMachineName the children's state machine, {@code machine/label}
   * @param factor log_stream, function_version, cold_start, throttle, item_bytes or map_run
   * @param value what the children that it hit have: the log stream, the version, the Map Run's
   *     ARN; {@code true}; or the least bytes of a large item
   * @param times how many times as long their functions run
   * @param addedMs about how many milliseconds are added to them
   * @param children how many it hit
   * @param otherChildren how many of the same state machine it did not hit
   * @param p50Ms the median of those that it hit
   * @param otherP50Ms the median of the others
   * @param firstStartedAt when the first that it hit started
   * @param lastStartedAt when the last that it hit started
   */
  public record PlantedCause(
      String plant,
      String stateMachineName,
      String factor,
      String value,
      double times,
      int addedMs,
      long children,
      long otherChildren,
      @Nullable Double p50Ms,
      @Nullable Double otherP50Ms,
      String firstStartedAt,
      String lastStartedAt) {}

  /**
   * A planted family of errors: failures alike but for what their messages quote.
   *
   * @param family its name
   * @param runtime python, node, java, go, ruby or dotnet
   * @param functionName the function that raises it
   * @param error the error as Step Functions records it; families may share it
   * @param attempts failures, each with other ids
   * @param executions executions that had one
   * @param terminal executions that it ended
   * @param sampleCause the cause of the first failure
   */
  public record ErrorFamilyCount(
      String family,
      String runtime,
      String functionName,
      String error,
      long attempts,
      long executions,
      long terminal,
      String sampleCause) {}

  /** Reads the truth of the sample in the folder. */
  public static SampleTruth read(Path folder) throws IOException {
    return MAPPER.readValue(folder.resolve(FILE_NAME).toFile(), SampleTruth.class);
  }

  /** Writes the truth beside the archive. */
  public void write(Path folder) throws IOException {
    Files.writeString(
        folder.resolve(FILE_NAME), MAPPER.writeValueAsString(this).replace("\r\n", "\n") + "\n");
  }
}

package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.Coat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a world as one archive, and notes what of it was kept. */
public final class WorldArchive {
  private static final int HISTORIES_PER_FILE = 60;
  private static final Pattern EXECUTION_ARN = Pattern.compile("^\\{\"ExecutionArn\":\"([^\"]+)\"");

  private final World world;
  private final Path folder;
  private final Random random;
  private final List<TrueExecution> executions;
  private final Evidence evidence = new Evidence();

  public WorldArchive(World world, Path folder, long seed) {
    this.world = world;
    this.folder = folder;
    this.random = new Random(seed);
    this.executions = world.executions.stream().filter(execution -> !execution.neverWas()).toList();
  }

  public List<TrueExecution> executions() {
    return executions;
  }

  public Evidence evidence() {
    return evidence;
  }

  public void write() {
    List<ObjectNode> histories = new ArrayList<>();
    WorldLogs logs = new WorldLogs(this::put, random);
    Map<TrueExecution, Keeping> ofWorkflow = new HashMap<>();
    for (TrueExecution execution : executions) {
      boolean express = execution.arn().contains(":express:");
      // Mostly a workflow is kept as a whole, in one way.
      Keeping keeping = ofWorkflow.computeIfAbsent(execution.root(), root -> keeping(false));
      keeping =
          random.nextInt(5) == 0 || (express && keeping == Keeping.HISTORY)
              ? keeping(express)
              : keeping;
      if (startsMapRuns(execution) && leavesNothing(execution, keeping)) {
        // Of a Map Run of whose parent nothing is there, nothing may tell that it ever was.
        keeping = Keeping.LOG;
      }
      evidence.kept.put(execution.arn(), keeping);
      keep(execution, keeping, histories, logs);
    }
    writeHistories(histories);
    logs.write(world.invocations(), evidence);
    writeAnswers();
  }

  private static boolean startsMapRuns(TrueExecution execution) {
    return execution.events().stream().anyMatch(WorldArchive::isMapRunStarted);
  }

  /**
   * Of a third of the state machines all parents are kept whole: where others may be missing, a
   * time window says nothing.
   */
  private static boolean leavesNothing(TrueExecution execution, Keeping keeping) {
    String machine = execution.run.root.name;
    boolean orderly = World.numberOf(machine) % 3 == 0 && !keeping.isWhole();
    return orderly
        || keeping == Keeping.NOTHING
        || (keeping == Keeping.LOG_OF_ERRORS
            && execution.events().stream().noneMatch(VendedJson::isLoggedAsError));
  }

  private static boolean isMapRunStarted(WrittenEvent event) {
    return event.type().equals("MapRunStarted");
  }

  private Keeping keeping(boolean express) {
    int drawn = random.nextInt(100);
    if (drawn < 40) {
      return express ? Keeping.LOG : Keeping.HISTORY;
    } else if (drawn < 65) {
      return Keeping.LOG;
    } else if (drawn < 75) {
      return Keeping.LOG_WITHOUT_DATA;
    } else if (drawn < 85) {
      return Keeping.LOG_WITH_HOLES;
    }
    return drawn < 90 ? Keeping.LOG_OF_ERRORS : Keeping.NOTHING;
  }

  private void keep(
      TrueExecution execution, Keeping keeping, List<ObjectNode> histories, WorldLogs logs) {
    if (keeping == Keeping.NOTHING) {
      return;
    } else if (keeping == Keeping.HISTORY) {
      ObjectNode history =
          JsonNodeFactory.instance.objectNode().put("executionArn", execution.arn());
      ArrayNode events = history.putArray("events");
      for (WrittenEvent event : execution.events()) {
        events.add(HistoryJson.of(event));
        note(execution, event, true);
      }
      histories.add(history);
      return;
    }
    boolean withData = keeping != Keeping.LOG_WITHOUT_DATA;
    boolean exported = random.nextInt(100) < 30;
    int holes = keeping == Keeping.LOG_WITH_HOLES ? 1 + random.nextInt(10) : 0;
    for (WrittenEvent event : execution.events()) {
      boolean logged = keeping != Keeping.LOG_OF_ERRORS || VendedJson.isLoggedAsError(event);
      if (logged && random.nextInt(100) >= holes) {
        logs.add(execution.arn(), event, withData, exported);
        note(execution, event, withData);
      }
    }
  }

  /** Errors and causes are no data. */
  private void note(TrueExecution execution, WrittenEvent event, boolean withData) {
    if (event.type().equals("ExecutionStarted") && withData) {
      evidence.inputs.add(execution.arn());
    }
    if (event.details() == null || !event.type().startsWith("Task")) {
      return;
    }
    for (String field : withData ? List.of("output", "cause") : List.of("cause")) {
      Matcher answer = EXECUTION_ARN.matcher(event.details().path(field).asText());
      if (answer.find()) {
        evidence.named.add(answer.group(1));
      }
    }
  }

  private void writeHistories(List<ObjectNode> histories) {
    for (int from = 0; from < histories.size(); from += HISTORIES_PER_FILE) {
      StringBuilder text = new StringBuilder();
      int to = Math.min(histories.size(), from + HISTORIES_PER_FILE);
      histories.subList(from, to).forEach(history -> text.append(history).append('\n'));
      put("histories", Map.of("part-" + from + ".json", Coat.GZIP.over(text.toString())));
    }
  }

  private void writeAnswers() {
    Map<String, List<TrueExecution>> ofMapRun = new TreeMap<>();
    StringBuilder answers = new StringBuilder();
    for (TrueExecution execution : executions) {
      if (execution.mapRunArn != null) {
        ofMapRun.computeIfAbsent(execution.mapRunArn, arn -> new ArrayList<>()).add(execution);
      }
      if (random.nextInt(100) < 15 && !execution.arn().contains(":express:")) {
        answers.append(ApiAnswers.describeExecution(execution)).append('\n');
        evidence.described.add(execution.arn());
        evidence.inputs.add(execution.arn());
      }
    }
    ofMapRun.forEach((arn, children) -> answers.append(answersOf(arn, children)));
    put("answers", Map.of("answers.jsonl", ArchiveFiles.utf8(answers.toString())));
  }

  private String answersOf(String mapRunArn, List<TrueExecution> children) {
    int drawn = random.nextInt(100);
    if (children.get(0).arn().contains(":express:") && drawn >= 15 && drawn < 30) {
      return "";
    } else if (drawn < 15) {
      TrueExecution parent = Objects.requireNonNull(children.get(0).parent);
      long startAt =
          parent.events().stream()
              .filter(WorldArchive::isMapRunStarted)
              .filter(event -> String.valueOf(event.details()).contains(mapRunArn))
              .mapToLong(WrittenEvent::atMillis)
              .findFirst()
              .orElse(parent.events().get(0).atMillis());
      TrueCounts counts = TrueCounts.of(children, random.nextInt(3));
      evidence.reported.put(mapRunArn, counts);
      return ApiAnswers.describeMapRun(mapRunArn, parent.arn(), startAt, counts) + "\n";
    } else if (drawn < 30) {
      ObjectNode list = JsonNodeFactory.instance.objectNode();
      children.forEach(child -> list.withArray("executions").add(ApiAnswers.listed(child)));
      children.forEach(child -> evidence.described.add(child.arn()));
      return list + "\n";
    } else if (drawn < 40) {
      ArrayNode rows = JsonNodeFactory.instance.arrayNode();
      children.forEach(child -> rows.add(ApiAnswers.result(child)));
      children.forEach(child -> evidence.described.add(child.arn()));
      String run = mapRunArn.substring(mapRunArn.lastIndexOf(':') + 1);
      put("results/" + run, Map.of("SUCCEEDED_0.json", ArchiveFiles.utf8(rows.toString())));
    }
    return "";
  }

  private void put(String under, Map<String, byte[]> objects) {
    objects.forEach(
        (name, content) -> {
          try {
            ArchiveFiles.write(folder.resolve(under).resolve(name), content);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }
}

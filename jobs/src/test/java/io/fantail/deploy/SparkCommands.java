package io.fantail.deploy;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the files of {@code conf} give to Spark, and to the program. */
public final class SparkCommands {
  /** When EventBridge Scheduler calls, in the form in which it says so. */
  public static final String SCHEDULED = "2026-11-28T06:00:00Z";

  private static final String ID = "d32c5kddcf5bb8c3";

  /**
   * One command.
   *
   * @param submit the options of spark-submit, with the jar
   * @param arguments of the program
   */
  public record Command(List<String> submit, List<String> arguments) {
    /** The settings of Spark, with those of them that have options of their own. */
    Map<String, String> settings() {
      Map<String, String> settings = new TreeMap<>();
      for (int i = 0; i + 1 < submit.size(); i++) {
        String value = submit.get(i + 1);
        switch (submit.get(i)) {
          case "--conf" -> settings.put(value.split("=", 2)[0], value.split("=", 2)[1]);
          case "--jars" -> settings.put("spark.jars", value);
          case "--class", "--driver-memory", "--deploy-mode" -> settings.put(submit.get(i), value);
          default -> {}
        }
      }
      return settings;
    }
  }

  private SparkCommands() {}

  /** All of them, by the file that they are in and their place there. */
  public static Map<String, Command> all() {
    Map<String, Command> commands = new LinkedHashMap<>();
    for (String file : DeployFiles.all()) {
      if (file.endsWith(".json")) {
        addFrom(file, DeployFiles.json(file), commands);
      }
    }
    addFromAirflow(commands);
    return commands;
  }

  private static void addFrom(String at, JsonNode json, Map<String, Command> commands) {
    for (String steps : List.of("Args", "args")) {
      // What makes tables for SQL is no command of the program.
      if (json.has(steps) && !json.get(steps).path(0).asText().equals("spark-sql")) {
        commands.put(at, ofStep(words(json.get(steps))));
      }
    }
    for (String job : List.of("sparkSubmit", "SparkSubmit")) {
      if (json.has(job)) {
        commands.put(at, ofJob(json.get(job)));
      }
    }
    if (json.has("Input")) {
      addFrom(at + ".Input", input(json), commands);
    }
    if (json.isObject()) {
      json.properties()
          .forEach(each -> addFrom(at + "." + each.getKey(), each.getValue(), commands));
    } else if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        addFrom(at + "[" + i + "]", json.get(i), commands);
      }
    }
  }

  /** What a schedule sends, with what the scheduler puts into it. */
  static JsonNode input(JsonNode target) {
    return DeployFiles.parse(
        target
            .get("Input")
            .textValue()
            .replace("<aws.scheduler.scheduled-time>", SCHEDULED)
            .replace("<aws.scheduler.execution-id>", ID));
  }

  private static Command ofStep(List<String> words) {
    int jar = 0;
    while (!words.get(jar).endsWith("/fantail.jar")) {
      jar++;
    }
    return new Command(words.subList(1, jar + 1), words.subList(jar + 1, words.size()));
  }

  /** The names are as the API has them, or as a schedule and a state machine have. */
  private static Command ofJob(JsonNode sparkSubmit) {
    Map<String, JsonNode> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sparkSubmit.properties().forEach(part -> parts.put(part.getKey(), part.getValue()));
    List<String> submit =
        new ArrayList<>(List.of(part(parts, "sparkSubmitParameters").textValue().split(" ", -1)));
    submit.add(part(parts, "entryPoint").textValue());
    return new Command(submit, words(part(parts, "entryPointArguments")));
  }

  private static JsonNode part(Map<String, JsonNode> parts, String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  static List<String> words(JsonNode list) {
    if (list.isTextual()) {
      return evaluated(list.textValue());
    }
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.textValue()));
    return words;
  }

  /** A list that a state machine computes from what started it. */
  private static List<String> evaluated(String expression) {
    Jsonata jsonata = Jsonata.jsonata(expression.replaceFirst("^\\{%", "").replaceFirst("%}$", ""));
    Jsonata.Frame frame = jsonata.createFrame();
    frame.bind("states", Map.of("input", Map.of("scheduled", SCHEDULED)));
    List<String> words = new ArrayList<>();
    ((List<?>) jsonata.evaluate(null, frame)).forEach(word -> words.add((String) word));
    return words;
  }

  /** The lists of a DAG, with the date of the day that has ended. */
  private static void addFromAirflow(Map<String, Command> commands) {
    String file = "schedule/fantail_dag.py";
    String text = DeployFiles.filledIn(file);
    String lake = first(text, "LAKE = \"([^\"]+)\"");
    List<String> submit = new ArrayList<>();
    strings(first(text, "(?s)SPARK = \" \".join\\((.*?)\\n\\)"))
        .forEach(option -> submit.addAll(List.of(option.split(" ", -1))));
    submit.add(first(text, "\"entryPoint\": \"([^\"]+)\""));
    for (String task : List.of("run", "check")) {
      String arguments = first(text, " fantail\\(\"" + task + "\", (.*)\\)");
      commands.put(
          file + "." + task,
          new Command(
              submit,
              strings(
                  arguments.replace("LAKE", "\"" + lake + "\"").replace("DAY", "\"2026-11-27\""))));
    }
  }

  private static String first(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing like " + pattern + " in " + text))
        .group(1);
  }

  private static List<String> strings(String python) {
    return Pattern.compile("\"([^\"]*)\"")
        .matcher(python)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}

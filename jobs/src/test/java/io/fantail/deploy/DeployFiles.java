package io.fantail.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of {@code conf} that AWS takes, as they are and as somebody has filled them in. */
public final class DeployFiles {
  /** Of all tests the working directory is jobs. */
  private static final Path CONF = Path.of("..", "conf");

  private static final Path PAGE = Path.of("DEPLOY.md");

  /** A row of the page's table of placeholders: its name, and an example of what to put there. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|[^|]*\\| `([^`|]+)` \\|");

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private DeployFiles() {}

  /** The addresses within {@code conf} of all files that AWS or Airflow takes. */
  static List<String> all() {
    return Stream.of("emr", "emr-serverless", "iam", "schedule")
        .map(CONF::resolve)
        .flatMap(DeployFiles::list)
        .map(file -> CONF.relativize(file).toString())
        .sorted()
        .toList();
  }

  static List<String> in(String folder) {
    return all().stream().filter(file -> file.startsWith(folder + "/")).toList();
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String page() {
    return read(PAGE);
  }

  /** What the page says to put in the place of each placeholder, by an example. */
  static Map<String, String> examples() {
    return ROW.matcher(page())
        .results()
        .collect(
            Collectors.toMap(
                row -> row.group(1), row -> row.group(2), (one, other) -> one, TreeMap::new));
  }

  /** The file as it is in the repository. */
  static String text(String file) {
    return read(CONF.resolve(file));
  }

  /** The file with the examples of the page in the place of its placeholders. */
  static String filledIn(String file) {
    Map<String, String> examples = examples();
    return Pattern.compile("\\b[A-Z_]+\\b")
        .matcher(text(file))
        .replaceAll(word -> example(word, examples));
  }

  private static String example(MatchResult word, Map<String, String> examples) {
    return examples.getOrDefault(word.group(), word.group());
  }

  /** The same as JSON, which it has to be. */
  public static JsonNode json(String file) {
    return parse(filledIn(file));
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

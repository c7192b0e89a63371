package io.fantail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page {@code DEPLOY.md} explains each file and each placeholder, and names nothing that is not
 * there.
 */
class DeployPageTest {
  /** A word of capitals, as placeholders are. */
  private static final Pattern CAPITALS =
      Pattern.compile("(?<![A-Za-z_0-9])[A-Z][A-Z_]{2,}(?![A-Za-z_0-9])");

  /** Words of AWS's own in capitals, and what Python code has. */
  private static final Set<String> OF_AWS =
      Set.of(
          "CUSTOM_JAR",
          "DAY",
          "CONTINUE",
          "MASTER",
          "CORE",
          "TASK",
          "SWITCH_TO_ON_DEMAND",
          "SPARK",
          "ENABLED",
          "OFF",
          "UTC",
          "AWS",
          "DAG",
          "EMR",
          "LAKE",
          "MWAA");

  @Test
  void explainsEveryPlaceholder() {
    Set<String> placeholders = new TreeSet<>();
    for (String file : DeployFiles.all()) {
      CAPITALS
          .matcher(DeployFiles.text(file))
          .results()
          .map(MatchResult::group)
          .forEach(placeholders::add);
    }
    placeholders.removeAll(OF_AWS);

    assertThat(DeployFiles.examples().keySet()).isEqualTo(placeholders);
  }

  /** Those of S3 and of SQL are the same. */
  @Test
  void explainsThePlaceholdersOfOtherFiles() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("..", "conf", "sql"))) {
      for (Path file : files.toList()) {
        Pattern.compile("s3://([A-Z_]+)/")
            .matcher(Files.readString(file))
            .results()
            .forEach(
                found ->
                    assertThat(DeployFiles.examples()).as("%s", file).containsKey(found.group(1)));
      }
    }
  }

  @Test
  void leavesNoPlaceholderBehindWhereItIsFilledIn() {
    for (String file : DeployFiles.all()) {
      List<String> left =
          CAPITALS.matcher(DeployFiles.filledIn(file)).results().map(MatchResult::group).toList();
      assertThat(OF_AWS).as(file).containsAll(left);
    }
  }

  /** What sed puts in, and what the table says. */
  @Test
  void setsEveryPlaceholderOnce() {
    String page = DeployFiles.page();
    Map<String, String> examples = DeployFiles.examples();

    examples.forEach(
        (placeholder, example) ->
            assertThat(page)
                .containsOnlyOnce("\n" + placeholder + "=" + example + "\n")
                .contains("s/\\b" + placeholder + "\\b/$" + placeholder + "/g"));
  }

  @Test
  void namesEveryFileAndNoOther() {
    String page = DeployFiles.page();
    for (String file : DeployFiles.all()) {
      assertThat(page).as("the page names it").contains(file);
    }
    Pattern.compile("\\b(?:emr|emr-serverless|iam|schedule|sql)/[a-z_-]+\\.(?:json|py|sql)")
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .forEach(file -> assertThat(Path.of("..", "conf", file)).exists());
  }
}

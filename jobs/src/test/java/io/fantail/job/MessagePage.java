package io.fantail.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The page that shows what is printed where a command fails. */
final class MessagePage {
  static final Path FILE = Commands.REPOSITORY.resolve("jobs").resolve("MESSAGES.md");

  private static final String HEAD =
      """
      # What Fantail says when it cannot do what it was asked

      A test provokes each of these and holds this page equal to what was printed. Progress lines are left out.
      Exit codes: 1 failed, 2 wrong usage, 3 a gate is broken, 4 nothing to read or nothing between the dates, 5 another
      job holds the lake. The cause stands first, then what to do; `--verbose` prints the stack trace as well.
      """;

  /** What precedes the message: where the command stood. */
  private static final Set<String> PROGRESS =
      Set.of("Listing", "Reading", "Writing", "Building", "Computing", "Reckoning", "Folders");

  private static final Set<String> MISSING =
      Set.of("lake", "nowhere", "nothing", "nowhere.conf", "archive/lake", "file/lake", "l2");

  /**
   * A command that fails.
   *
   * @param words relative paths among them are those of the test's folder; none for a chapter
   * @param before what brings the failure about
   */
  record Failing(String title, List<String> words, Runnable before) {}

  /** What is said of a failure that no test can bring about on every machine. */
  record Told(String title, int exitCode, String text) {}

  private final StringBuilder text = new StringBuilder(HEAD);
  private final List<Commands.Outcome> said = new ArrayList<>();

  private MessagePage() {}

  /** Gives all commands, one after the other. */
  static MessagePage of(Path folder, List<Failing> failures) {
    MessagePage page = new MessagePage();
    for (Failing failing : failures) {
      if (failing.words.isEmpty()) {
        page.text.append("\n## ").append(failing.title).append('\n');
      } else {
        page.add(folder, failing);
      }
    }
    return page;
  }

  /** Adds a chapter of what is said where no command was given. */
  MessagePage with(String chapter, List<Told> told) {
    text.append("\n## ").append(chapter).append('\n');
    for (Told each : told) {
      said.add(new Commands.Outcome(each.exitCode, "", each.text));
      text.append("\n**").append(each.title).append("** (exit code ").append(each.exitCode);
      text.append(")\n```\n").append(each.text).append("\n```\n");
    }
    return this;
  }

  /** As Markdown. */
  String text() {
    return text.toString();
  }

  /** What was printed, without progress. */
  List<Commands.Outcome> said() {
    return said;
  }

  private void add(Path folder, Failing failing) {
    failing.before.run();
    Object[] words =
        failing.words.equals(List.of(""))
            ? new Object[0]
            : failing.words.stream().map(word -> resolved(folder, word)).toArray();
    Commands.Outcome outcome = Commands.call(words);
    String err =
        outcome
            .err()
            .lines()
            .filter(line -> !PROGRESS.contains(line.split(" ", 2)[0]))
            .map(line -> line.replace(folder.toString(), "/data"))
            .map(line -> line.replaceAll("part-\\d+-[0-9a-f-]{36}", "part-00000-UUID"))
            .collect(Collectors.joining("\n"));
    said.add(new Commands.Outcome(outcome.exitCode(), outcome.out(), err));
    text.append("\n**")
        .append(failing.title)
        .append("** (exit code ")
        .append(outcome.exitCode())
        .append(")\n```\n$ jobs/fantail")
        .append(failing.words.stream().map(MessagePage::quoted).collect(Collectors.joining()))
        .append('\n')
        .append(err)
        .append("\n```\n");
  }

  /** Names that a test has made, or means as what is not there, are in its folder. */
  private static String resolved(Path folder, String word) {
    return MISSING.contains(word) || (!word.isEmpty() && Files.exists(folder.resolve(word)))
        ? folder.resolve(word).toString()
        : word;
  }

  private static String quoted(String word) {
    String shown = word.matches("[\\w./:=-]*") ? word : "\"" + word + "\"";
    return word.isEmpty() ? "" : " " + shown;
  }
}

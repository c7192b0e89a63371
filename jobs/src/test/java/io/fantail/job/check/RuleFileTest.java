package io.fantail.job.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {
  private static final String START =
      "name = p99, sentence = Quick, table = latency, column = p99_ms, ";

  @Test
  void readsTheExample() {
    List<Rule> rules = RuleFile.read(Path.of("../conf/check.conf").toString());

    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(rules.get(0))
        .isEqualTo(
            new Rule(
                "children-p99",
                "99 of 100 children of each Distributed Map are done within a minute.",
                CheckedTable.LATENCY,
                "p99_ms",
                rules.get(0).where(),
                null,
                60_000.0,
                false));
    assertThat(rules.get(0).where())
        .containsEntry("kind", List.of("execution"))
        .containsEntry("is_distributed_map_child", List.of(true));
    Set<CheckedTable> tables = rules.stream().map(Rule::table).collect(Collectors.toSet());
    assertThat(tables).containsExactlyInAnyOrder(CheckedTable.values());
    assertThat(rules).extracting(Rule::sentence).allMatch(sentence -> sentence.endsWith("."));
  }

  @ParameterizedTest
  @CsvSource({
    "max = 1500, 1500",
    "max = 1.5e3, 1500",
    "max = 1500 ms, 1500",
    "max = 1.5 s, 1500",
    "max = 2 minutes, 120000",
    "max = 250 us, 0.25",
  })
  void takesLimitsWithAUnit(String limit, double millis) {
    assertThat(rule(START + limit).max()).isEqualTo(millis);
  }

  @Test
  void comparesValuesOfEveryType() {
    Rule rule =
        rule(
            START
                + "min = 1, max = 2, required = true, where { name = [a, 7], count = 3,"
                + " is_distributed_map_child = false, day = 2026-11-21 }");

    assertThat(rule.where())
        .containsEntry("name", List.of("a", "7"))
        .containsEntry("count", List.of(3.0))
        .containsEntry("is_distributed_map_child", List.of(false))
        .containsEntry("day", List.of(LocalDate.of(2026, 11, 21)));
    assertThat(rule.min()).isEqualTo(1.0);
    assertThat(rule.max()).isEqualTo(2.0);
    assertThat(rule.required()).isTrue();
  }

  @Test
  void readsJson() {
    assertThat(
            RuleFile.parse(
                "{\"rules\": [{\"name\": \"a\", \"sentence\": \"b\", \"table\": \"map_runs\","
                    + " \"column\": \"failed\", \"max\": 0}]}",
                "r.json"))
        .hasSize(1);
  }

  /** The second rule of four lines each, in a list that begins in line 1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table = latncy, column = p99_ms, max = 1 | table 'latncy' is no table. Did you mean latency?",
        "table = spans, column = p99_ms, max = 1 | table 'spans' is no table; there are latency,",
        "table = latency, column = p98_ms, max = 1 | column 'p98_ms' is no number in latency. Did you",
        "table = latency, column = kind, max = 1 | column 'kind' is no number in latency",
        "table = latency, max = 1 | it has no column",
        "column = p99_ms, max = 1 | it has no table",
        "table = latency, column = p99_ms | it has neither min nor max",
        "table = latency, column = p99_ms, max = much | max is neither a number nor a duration",
        "table = latency, column = count, max = 1 s | max is no number",
        "table = latency, column = p99_ms, max = [1] | max is no number",
        "table = latency, column = p99_ms, min = 2, max = 1 | min is above max",
        "table = latency, column = p99_ms, maximum = 1 | there is no key 'maximum', only name",
        "table = latency, column = p99_ms, max = 1, required = perhaps | required is neither true",
        "table = latency, column = p99_ms, max = 1, where = x | where is no object in braces",
        "table = latency, column = p99_ms, max = 1, where { knd = lambda } | where: latency has no"
            + " column 'knd' to choose rows by. Did you mean kind?",
        "table = latency, column = p99_ms, max = 1, where { is_distributed_map_child = 1 } | where:"
            + " is_distributed_map_child cannot be 1, it is BOOLEAN.",
        "table = latency, column = p99_ms, max = 1, where { day = yesterday } | where: day cannot be"
            + " yesterday, it is DATE.",
        "table = latency, column = p99_ms, max = 1, where { kind = null } | where: kind cannot be null",
        "table = latency, column = p99_ms, max = 1, where { kind = [null] } | where: kind cannot be",
        "table = latency, column = p99_ms, max = 1e999 | max is too large for a number",
        "table = latency, column = p99_ms, min = -1e999 | min is too large for a number",
        "table = latency, column = p99_ms, max = 1, where { count = many } | where: count cannot be",
        "table = latency, column = p99_ms, max = 1, where { kind = [] } | where: kind is an empty",
        "table = map_runs, column = failed, max = 1, where { started_at = x } | where: map_runs has no",
        "table = latency, column = p99_ms, max = 1, name = first | another one has that name.",
        "table = latency, column = p99_ms, max = 1, sentence = \"\" | sentence is no text.",
      })
  void refusesARuleByItsNameAndLine(String keys, String reason) {
    String name = keys.contains("name = ") ? "first" : "second";
    String text =
        "rules = [\n{ name = first, sentence = s, table = latency, column = p99_ms, max = 1 }\n{\n"
            + "name = second, sentence = s, "
            + keys
            + "\n}]";

    assertThatThrownBy(() -> RuleFile.parse(text, "my.conf"))
        .isInstanceOfSatisfying(
            JobException.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE))
        .message()
        .matches("(?s)--rules my.conf, line [34], rule 2 '" + name + "': .*")
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | there is no list 'rules' with a rule in it",
        "rules = [] | there is no list 'rules' with a rule in it",
        "rules = {} | there is no list 'rules' with a rule in it",
        "rule = [{}] | line 1: there is no key 'rule', only rules. Did you mean rules?",
        "rules = [7] | line 1, rule 1: it is no object in braces",
        "rules = [{}] | line 1, rule 1: it has no name",
        "rules = [{ name = 7 }] | rule 1: name is no text",
        "rules = [ | line 1: ",
        "rules = [${HOME}] | line 1: ",
        "include \"/etc/passwd\" | cannot include /etc/passwd",
        "include file(\"/etc/passwd\") | cannot include",
        "include url(\"http://127.0.0.1:1/x\") | cannot include",
      })
  void refusesWhatIsNoListOfRules(String text, String reason) {
    assertThatThrownBy(() -> RuleFile.parse(text, "my.conf"))
        .isInstanceOfSatisfying(
            JobException.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE))
        .message()
        .startsWith("--rules my.conf")
        .contains(reason)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a=", "rules = ["})
  void refusesWhatLiesInEachOtherTooDeep(String opening) {
    assertThatThrownBy(() -> RuleFile.parse(opening.repeat(200_000), "my.conf"))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("--rules my.conf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.conf", ""})
  void refusesAFileThatCannotBeRead(String name, @TempDir Path folder) {
    assertThatThrownBy(() -> RuleFile.read(folder.resolve(name).toString()))
        .isInstanceOfSatisfying(
            JobException.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("cannot be read");
    assertThat(Files.exists(folder)).isTrue();
  }

  private static Rule rule(String keys) {
    return RuleFile.parse("rules = [{ " + keys + " }]", "my.conf").get(0);
  }
}

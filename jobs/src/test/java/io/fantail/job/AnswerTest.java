package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.KryoSerializable;
import io.fantail.job.message.ExitCode;
import io.fantail.sample.SampleArchive;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.util.stream.Stream;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What {@link Launch} answers before it starts Spark. The classes under test see none of Scala,
 * Hadoop or Spark here, so that no answer can depend on them; but they see Spark's strings, which
 * compare how words are spelled.
 */
class AnswerTest {
  private static final String LOCATION = "--archive a --lake l";

  private record Answer(int exitCode, String out, String err) {}

  private static URLClassLoader withoutSpark;
  private static Method answer;

  @BeforeAll
  static void hideSpark() throws ReflectiveOperationException {
    URL[] seen =
        Stream.of(
                Main.class,
                SampleArchive.class,
                CommandLine.class,
                UTF8String.class,
                KryoSerializable.class)
            .map(each -> each.getProtectionDomain().getCodeSource().getLocation())
            .distinct()
            .toArray(URL[]::new);
    withoutSpark = new URLClassLoader(seen, ClassLoader.getPlatformClassLoader());
    answer =
        withoutSpark
            .loadClass(Main.class.getName())
            .getDeclaredMethod(
                "answer", Clock.class, PrintWriter.class, PrintWriter.class, String[].class);
    answer.setAccessible(true);
  }

  @AfterAll
  static void close() throws IOException {
    withoutSpark.close();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("", "Which command?"),
        Arguments.of("--nosuch", "There is no option --nosuch before the command."),
        Arguments.of("rnu", "There is no command rnu. Did you mean run?"),
        Arguments.of("run", "Missing required option: '--lake=URI'."),
        Arguments.of("run --nosuch", "run has no option --nosuch."),
        Arguments.of("ingest --nosuch " + LOCATION, "ingest has no option --nosuch."),
        Arguments.of("demo --childern 5", "demo has no option --childern."),
        Arguments.of("sample", "Missing required option: '--out=DIR'"),
        Arguments.of("query --lake l", "Missing required parameter: 'SQL'."),
        Arguments.of("query --lake l --limit many SELECT", "many"),
        Arguments.of("run " + LOCATION + " --from tomorrow", "tomorrow"),
        Arguments.of("run " + LOCATION + " --date today --to 2026-01-02", "is one whole day"),
        Arguments.of(
            "run " + LOCATION + " --from 2026-01-02 --to 2026-01-01", "there is no time between"),
        Arguments.of("run " + LOCATION + " --payload-limit -1", "--payload-limit is negative: -1"),
        Arguments.of("run " + LOCATION + " --redact-regex (", "--redact-regex ( is no regular"),
        Arguments.of("ingest " + LOCATION + " --delivery-days -1", "--delivery-days is negative"),
        Arguments.of("ingest " + LOCATION + " --arn-from-key x", "--arn-from-key x"),
        Arguments.of("trace --lake l --lookback-days -1", "--lookback-days is negative: -1"),
        Arguments.of("report --lake l --from 2026-01-01 --to 2026-01-01", "no time between"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void namesAMistake(String line, String message) throws ReflectiveOperationException {
    Answer answer = answerTo(line);

    assertThat(answer.exitCode).as(answer.err).isEqualTo(ExitCode.USAGE);
    assertThat(answer.out).isEmpty();
    assertThat(answer.err.lines()).singleElement().asString().contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "ingest", "trace", "report", "demo", "sample", "query", "failed-items", ""})
  void helps(String command) throws ReflectiveOperationException {
    Answer answer = answerTo(command + " --help");

    assertThat(answer.exitCode).isEqualTo(ExitCode.DONE);
    assertThat(answer.out).startsWith("Usage: fantail " + command);
    assertThat(answer.err).isEmpty();
  }

  @Test
  void tellsTheVersion() throws ReflectiveOperationException {
    assertThat(answerTo("--version")).isEqualTo(new Answer(0, "fantail development\n", ""));
  }

  /** A file of options may be a pipe: only the command itself reads it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run " + LOCATION,
        "run " + LOCATION + " --from 2026-01-01 --payload-limit 0 --redact password,token",
        "ingest " + LOCATION + " --date yesterday",
        "trace --lake l",
        "report --lake l",
        "demo",
        "sample --out d",
        "query --lake l SELECT",
        "failed-items --lake l --map-run r --out f --format CSV",
        "run --nosuch --conf nowhere",
        "run --conf=nowhere"
      })
  void leavesTheWorkToTheCommand(String line) throws ReflectiveOperationException {
    assertThat(answerTo(line)).isEqualTo(new Answer(Main.NOT_YET, "", ""));
  }

  private static Answer answerTo(String line) throws ReflectiveOperationException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words =
        Stream.of(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
    int exitCode =
        (int)
            answer.invoke(
                null,
                Clock.systemUTC(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                words);
    return new Answer(exitCode, out.toString(), err.toString());
  }
}

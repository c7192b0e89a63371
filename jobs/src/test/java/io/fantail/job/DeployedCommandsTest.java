package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.deploy.SparkCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the files of {@code conf} have Spark start are commands of this program, with options that
 * it takes.
 */
class DeployedCommandsTest {
  static Stream<Arguments> commands() {
    return SparkCommands.all().entrySet().stream()
        .map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isUnderstood(String at, SparkCommands.Command command) {
    StringWriter err = new StringWriter();

    int exitCode =
        Main.answer(
            Clock.systemUTC(),
            new PrintWriter(new StringWriter(), true),
            new PrintWriter(err, true),
            command.arguments().toArray(String[]::new));

    assertThat(exitCode).as("%s, %s: %s", at, command.arguments(), err).isEqualTo(Main.NOT_YET);
    assertThat(command.submit()).containsSequence("--class", Main.class.getName());
    assertThat(command.submit()).last().asString().endsWith("/fantail/fantail.jar");
  }
}

package io.fantail.job.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                               | 100 | false
          FANTAIL_COLUMNS=80                               | 80  | false
          FANTAIL_COLUMNS=500 FANTAIL_COLOURS=yes          | 240 | true
          FANTAIL_COLUMNS=0 FANTAIL_COLOURS=no             | 100 | false
          FANTAIL_COLUMNS=wide FANTAIL_COLOURS=yes         | 100 | true
          FANTAIL_COLOURS=yes NO_COLOR=1                   | 100 | false
          FANTAIL_COLOURS=yes TERM=dumb                    | 100 | false
          FANTAIL_COLOURS=yes TERM=xterm-256color          | 100 | true
          TERM=xterm-256color                              | 100 | false
          """)
  void isWhatTheLauncherMeasured(String environment, int width, boolean hasColours) {
    Map<String, String> variables = new HashMap<>();
    Arrays.stream(environment.split(" ", -1))
        .filter(variable -> variable.contains("="))
        .map(variable -> variable.split("=", 2))
        .forEach(variable -> variables.put(variable[0], variable[1]));

    Terminal terminal = Terminal.of(variables);

    assertThat(terminal.width(240, 100)).isEqualTo(width);
    assertThat(terminal.hasColours()).isEqualTo(hasColours);
  }
}

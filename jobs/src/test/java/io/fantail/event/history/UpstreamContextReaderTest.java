package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.ExecutionArn;
import io.fantail.event.UpstreamContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamContextReaderTest {
  private static final String PREFIX = "arn:aws:states:us-east-1:1:execution:";
  private static final String PARENT = PREFIX + "orders:one";
  private static final String CHILD = PREFIX + "orders/Each:4bd1";

  private static UpstreamContext of(String execution, @Nullable String input) {
    return UpstreamContextReader.of(Objects.requireNonNull(ExecutionArn.parse(execution)), input);
  }

  private static UpstreamContext parent(String arn) {
    return new UpstreamContext(arn, null, null, null, null, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"parent\":\"%s\",\"item\":7}",
        "[\"%1$s\",{\"again\":\"%1$s\"}]",
        "{\"body\":\"{\\\"parent\\\":\\\"%s\\\"}\"}",
        "{\"parent\":\"%s\",\"cut",
      })
  void findsTheParentThatAChildsInputNames(String input) {
    assertThat(of(CHILD, input.formatted(PARENT))).isEqualTo(parent(PARENT));
  }

  @Test
  void choosesNoneOfTwoParents() {
    assertThat(of(CHILD, "[\"" + PARENT + "\",\"" + PREFIX + "orders:two\"]"))
        .isEqualTo(UpstreamContext.NONE);
  }

  @Test
  void takesNoExecutionOfAnotherStateMachineForTheParent() {
    assertThat(of(CHILD, "[\"" + PREFIX + "bills:one\"]")).isEqualTo(UpstreamContext.NONE);
    assertThat(of(CHILD, "[\"" + PARENT.replace(":1:", ":2:") + "\"]"))
        .isEqualTo(UpstreamContext.NONE);
    assertThat(of(CHILD, "[\"" + CHILD + "\"]")).isEqualTo(UpstreamContext.NONE);
  }

  @Test
  void looksForNoParentOfAnExecutionThatIsNoChild() {
    assertThat(of(PREFIX + "orders:two", "[\"" + PARENT + "\"]")).isEqualTo(UpstreamContext.NONE);
  }

  @Test
  void readsTheTraceContextOfDatadog() {
    String input =
        """
        {"a":{"_datadog":{"x-datadog-trace-id":"5821803790426892636",\
        "x-datadog-tags":"_dd.p.tid=672a7cb100000000","RootExecutionId":"%s"}}}"""
            .formatted(PARENT);

    assertThat(of(PREFIX + "bills:one", input))
        .isEqualTo(
            new UpstreamContext(
                null,
                PARENT,
                "5821803790426892636",
                "_dd.p.tid=672a7cb100000000",
                null,
                null,
                null));
  }

  /** The item is a copy of its parent's input, and a former run of the machine started that. */
  @Test
  void takesTheStarterThatAnItemNamesForNoWordAboutTheParent() {
    String starter = "\"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID\" : \"" + PARENT + "\"";

    assertThat(of(CHILD, "{" + starter + "}").parentExecutionArn()).isNull();
    String within = "{\"body\":\"{" + starter.replace("\"", "\\\"") + "}\"}";
    assertThat(of(CHILD, within).parentExecutionArn()).isNull();
    assertThat(of(CHILD, "{" + starter + ",\"parent\":\"" + PARENT + "-2\"}").parentExecutionArn())
        .isEqualTo(PARENT + "-2");
  }

  @Test
  void takesTheRootThatDatadogNamesForNoWordAboutTheParent() {
    String root = "\"_datadog\":{\"RootExecutionId\":\"" + PARENT + "\"}";

    assertThat(of(CHILD, "{" + root + "}").parentExecutionArn()).isNull();
    assertThat(of(CHILD, "{" + root + "}").rootExecutionArn()).isEqualTo(PARENT);
    String within = "{\"body\":\"{" + root.replace("\"", "\\\"") + "}\"}";
    assertThat(of(CHILD, within).parentExecutionArn()).isNull();
    assertThat(of(CHILD, within).rootExecutionArn()).isEqualTo(PARENT);
    assertThat(of(CHILD, "{\"parent\":\"" + PARENT + "\"," + root + "}").parentExecutionArn())
        .isEqualTo(PARENT);
    assertThat(of(CHILD, "{\"parent\":\"" + PARENT + "-2\"," + root + "}").parentExecutionArn())
        .isEqualTo(PARENT + "-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "\"_datadog\"", "{\"_datadog\":7}", "{\"_datadog\":{", ""})
  void isEmptyWhereTheInputNamesNothing(String input) {
    assertThat(of(CHILD, input)).isEqualTo(UpstreamContext.NONE);
  }

  @Test
  void isEmptyWithoutInput() {
    assertThat(of(CHILD, null)).isEqualTo(UpstreamContext.NONE);
  }

  @Test
  void takesTheRootThatAStringNamesForNoParent() {
    String input =
        "{\"body\":\"{\\\"_datadog\\\":{\\\"RootExecutionId\\\":\\\"%s\\\"}}\"}".formatted(PARENT);

    assertThat(of(CHILD, input))
        .isEqualTo(new UpstreamContext(null, PARENT, null, null, null, null, null));
  }
}

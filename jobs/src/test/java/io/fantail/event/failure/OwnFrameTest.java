package io.fantail.event.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnFrameTest {

  @Test
  void isTheLastOfPython() {
    List<String> frames =
        List.of(
            "  File \"/var/task/app.py\", line 12, in handler\n    step()\n",
            "  File \"/var/task/orders/step.py\", line 3, in step\n    client.get()\n",
            "  File \"/var/task/requests/api.py\", line 3, in get\n",
            "  File \"/opt/python/boto3/x.py\", line 3, in call\n",
            "  File \"/var/lang/lib/python3.12/socket.py\", line 3, in read\n");

    assertThat(OwnFrame.of(frames, false)).isEqualTo("orders/step.py step");
    assertThat(OwnFrame.of(frames, true)).as("of a trace that was cut").isNull();
  }

  @Test
  void isTheFirstOfOtherRuntimes() {
    assertThat(
            own(
                "Error: no",
                "    at node:internal/x:1:2",
                "    at get (/var/task/node_modules/x/y.js:1:2)",
                "    at async Steps.run (file:///var/task/src/a.mjs:17:4)"))
        .isEqualTo("src/a.mjs Steps.run");
    assertThat(own("    at /var/task/index.js:4:9")).isEqualTo("index.js ");
    assertThat(own("    at t (/var/task/index.js:4:9)")).as("minified").isEqualTo("index.js ");
    assertThat(
            own(
                "java.base/java.util.Optional.get(Unknown Source)",
                "software.amazon.awssdk.core.A.b(A.java:1)",
                "app//com.acme.Steps.lambda$run$12(Steps.java:17)"))
        .isEqualTo("com.acme.Steps.lambda$run$");
    assertThat(own("\tat com.acme.Steps$$EnhancerByX$$12.run(<generated>)"))
        .isEqualTo("com.acme.Steps");
    assertThat(
            own(
                "at System.Text.Json.Throw()",
                "   at Acme.Steps.Run(Order o, String s) in /src/Steps.cs:line 17"))
        .isEqualTo("Acme.Steps.Run");
    assertThat(
            own(
                "/var/runtime/gems/aws/x.rb:1:in `call'",
                "/var/task/orders.rb:17:in 'Orders#charge'"))
        .isEqualTo("orders.rb 'Orders#charge'");
    assertThat(own("at gopanic (runtime/panic.go:1:1)", "at main.charge (main.go:1:1)"))
        .isEqualTo("main.go main.charge");
  }

  @Test
  void isNullWhereThereIsNone() {
    assertThat(own("java.base/java.lang.Thread.run(Thread.java:1)", "", "...", "Error: no"))
        .isNull();
    assertThat(OwnFrame.of(List.of(), false)).isNull();
  }

  private static @Nullable String own(String... frames) {
    return OwnFrame.of(List.of(frames), false);
  }
}

package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.LambdaInvocation;
import io.fantail.spark.ByteReader;
import io.fantail.spark.ByteWriter;
import io.fantail.testing.RandomRecords;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LambdaInvocationShapeTest {
  static List<LambdaInvocation> invocations() {
    return List.of(
        new LogStream()
            .line(90, "INIT_START Runtime Version: python:3.12.v43\n")
            .start(100, ONE)
            .line(
                110,
                "[ERROR] Boom: bang\nTraceback (most recent call last):\n  File \"a.py\", line 1")
            .end(120, ONE)
            .report(120, ONE, "\tInit Duration: 5.5 ms")
            .invocation(),
        new LogStream().start(100, ONE).invocation(),
        new LogStream().end(120, ONE).invocation());
  }

  @ParameterizedTest
  @MethodSource("invocations")
  void survivesPacking(LambdaInvocation invocation) {
    byte[] packed = InvocationStage.CODEC.pack(invocation);

    assertThat(InvocationStage.CODEC.unpack(packed)).isEqualTo(invocation);
  }

  @Test
  void keepsInvocationsApartThatStandOneBehindTheOther() {
    List<LambdaInvocation> written =
        LongStream.range(0, 500)
            .mapToObj(seed -> new RandomRecords(seed).invocation(seed % 2 == 0 ? ONE : TWO))
            .toList();
    ByteWriter out = new ByteWriter();
    written.forEach(invocation -> out.write(invocation, LambdaInvocation::shape));

    ByteReader in = new ByteReader(out.toBytes());
    assertThat(written)
        .allSatisfy(
            invocation ->
                assertThat(in.read(LambdaInvocation::shape))
                    .as("%s", invocation)
                    .isEqualTo(invocation));
    assertThat(in.hasNext()).isFalse();
  }
}

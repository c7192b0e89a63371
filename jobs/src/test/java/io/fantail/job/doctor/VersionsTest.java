package io.fantail.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.doctor.Finding.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
  private static List<Finding> besidesOk(String java, String spark, String scala, String delta) {
    List<Finding> findings = new Versions(java, spark, scala, delta, "3.4.2").findings();
    assertThat(findings.get(0).level()).isEqualTo(Level.OK);
    assertThat(findings.get(0).text()).contains(java, spark, scala, "Hadoop 3.4.2");
    return findings.subList(1, findings.size());
  }

  @ParameterizedTest
  @CsvSource({
    "17.0.15+6, 3.5.9,        2.12.18, 3.3.3",
    "17.0.12,   3.5.5-amzn-1, 2.12.18, 3.3.0-amzn-2",
    "17.0.12,   4.0.2-amzn-0, 2.13.16, 4.0.0-amzn-1-spark",
    "17.0.12,   4.0.4,        2.13.16, 4.4.0"
  })
  void findsNothingWrongWithThoseThatWorkTogether(
      String java, String spark, String scala, String delta) {
    assertThat(besidesOk(java, spark, scala, delta)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "17, 3.5.6,        2.12.18, 3.3.2,        WARNING, delta-io/delta#4671",
    "17, 3.5.6-amzn-2, 2.12.18, 3.3.2-amzn-3, WARNING, delta-io/delta#4671",
    "17, 3.5.10,       2.12.18, 3.3.2,        WARNING, delta-io/delta#4671",
    "21, 3.5.9,        2.12.18, 3.3.3,        WARNING, This is Java 21",
    "17, 3.4.1,        2.12.17, 2.4.0,        PROBLEM, neither of 3.5 nor of 4.0",
    "17, 4.1.3,        2.13.16, 4.4.0,        PROBLEM, neither of 3.5 nor of 4.0",
    "17, 3.5.9,        2.13.16, 3.3.3,        PROBLEM, Scala 2.13.16",
    "17, 4.0.2,        2.13.16, 3.3.3,        PROBLEM, Delta 3.3.3 is not one for Spark 4.0.2",
    "17, 3.5.9,        2.12.18, 4.0.0,        PROBLEM, Delta 4.0.0 is not one for Spark 3.5.9",
    "17, 3.5.9,        2.12.18,      ,        PROBLEM, Delta is not on the class path"
  })
  void namesWhatIsKnownToBeBroken(
      String java, String spark, String scala, String delta, Level level, String text) {
    assertThat(besidesOk(java, spark, scala, delta))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(level);
              assertThat(finding.text()).contains(text);
              assertThat(finding.advice()).isNotEmpty();
            });
  }

  @Test
  void warnsOfStreamsThatStayInMemory() {
    Versions newer = new Versions("17", "3.5.9", "2.12.18", "3.3.3", "3.4.3");

    assertThat(newer.ofStreams(null))
        .singleElement()
        .extracting(Finding::level)
        .isEqualTo(Level.WARNING);
    assertThat(newer.ofStreams("classic")).isEmpty();
    assertThat(new Versions("17", "3.5.9", "2.12.18", "3.3.3", "3.4.2").ofStreams(null)).isEmpty();
  }
}

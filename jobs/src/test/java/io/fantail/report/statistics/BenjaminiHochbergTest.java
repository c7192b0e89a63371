package io.fantail.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {
  /**
   * The fifteen p-values of a trial of thrombolysis (Benjamini and Hochberg 1995, section 4.2): at
   * 0.05 the four smallest are found, where Bonferroni finds three. The q-values are those of R's
   * {@code p.adjust(p, "BH")} and scipy's {@code false_discovery_control}.
   */
  @Test
  void thrombolysis() {
    double[] p = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0000
    };

    double[] q = BenjaminiHochberg.qValues(p);

    assertThat(Arrays.stream(q).filter(one -> one <= 0.05)).hasSize(4);
    assertThat(q)
        .containsExactly(
            new double[] {
              0.0015,
              0.003,
              0.0095,
              0.035625,
              0.0603,
              0.06385714,
              0.06385714,
              0.0645,
              0.0765,
              0.486,
              0.58118182,
              0.714875,
              0.75323077,
              0.81321429,
              1
            },
            within(1e-8));
  }

  @Test
  void keepsTheOrderGiven() {
    assertThat(BenjaminiHochberg.qValues(new double[] {0.5, 0.01, 0.02}))
        .containsExactly(new double[] {0.5, 0.03, 0.03}, within(1e-12));
    assertThat(BenjaminiHochberg.qValues(new double[0])).isEmpty();
  }

  @Test
  void whatIsNoPValueIsRefused() {
    assertThatThrownBy(() -> BenjaminiHochberg.qValues(new double[] {Double.NaN}))
        .hasMessage("a p-value of NaN");
  }
}

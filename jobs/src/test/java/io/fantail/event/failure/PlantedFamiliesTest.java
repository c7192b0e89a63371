package io.fantail.event.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.sample.failure.ErrorFamilies;
import io.fantail.sample.failure.ErrorFamily;
import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.Randomness;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The families of errors that samples plant, of six runtimes, come out as that many kinds. */
class PlantedFamiliesTest {
  private static final int OCCURRENCES = 2_000;

  @Test
  void haveOneFingerprintEach() {
    Map<String, Set<String>> kinds = new TreeMap<>();
    Map<String, String> families = new HashMap<>();
    for (ErrorFamily family : ErrorFamilies.FAMILIES) {
      for (int i = 0; i < OCCURRENCES; i++) {
        Randomness random = Randomness.of(33, family.name(), i);
        FunctionError error = family.raise(random, 1_790_000_000_000L + 77_777L * i);
        String cause = error.causeOf(random.uuid(4));
        String fingerprint = ErrorFingerprint.of(error.type(), cause);
        if (families.putIfAbsent(family.name() + fingerprint, fingerprint) == null) {
          kinds
              .computeIfAbsent(family.name(), unseen -> new TreeSet<>())
              .add(fingerprint + " " + MessageTemplate.of(error.type(), cause));
        }
      }
    }

    assertThat(kinds).hasSize(ErrorFamilies.FAMILIES.size());
    assertThat(kinds).allSatisfy((family, ofFamily) -> assertThat(ofFamily).hasSize(1));
    assertThat(Set.copyOf(families.values())).hasSize(kinds.size());
  }
}

package io.fantail.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fantail.job.doctor.Finding.Level;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final long GB = 1L << 30;

  private static Room room(long heap, int cores, long free, int partitions) {
    return new Room(heap, cores, true, "/scratch", free, partitions);
  }

  @Test
  void isEnoughAsTheReadmeMeasuredIt() {
    assertThat(room(4 * GB, 2, 100 * GB, 32).findings(11 * GB / 10))
        .extracting(Finding::check, Finding::level)
        .containsExactly(tuple("memory", Level.OK), tuple("disk", Level.OK));
  }

  @Test
  void isTooLittleHeapForSoManyCores() {
    assertThat(room(4 * GB, 8, 100 * GB, 32).findings(GB))
        .filteredOn(finding -> finding.level() != Level.OK)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.WARNING);
              assertThat(finding.text()).startsWith("4.0 GB of heap for 8 cores.");
              assertThat(finding.advice()).contains("FANTAIL_MEMORY to 16g", "local[N]");
            });
    assertThat(new Room(GB, 4, false, "/scratch", 0, 200).findings(0))
        .singleElement()
        .extracting(Finding::advice)
        .isEqualTo("Set --executor-memory to 8g, or --executor-cores to fewer.");
  }

  @Test
  void wantsMorePartitionsForALargeArchive() {
    assertThat(room(4 * GB, 2, 1000 * GB, 32).findings(100 * GB))
        .extracting(Finding::check, Finding::level, Finding::advice)
        .contains(tuple("partitions", Level.WARNING, "Set spark.sql.shuffle.partitions to 4,266."));
  }

  @Test
  void wantsADiskThatTakesWhatIsShuffled() {
    assertThat(room(4 * GB, 2, GB, 32).findings(GB))
        .extracting(Finding::check, Finding::level)
        .contains(tuple("disk", Level.WARNING));
    assertThat(room(4 * GB, 2, 1000, 32).findings(0))
        .extracting(Finding::check, Finding::level)
        .contains(tuple("disk", Level.PROBLEM));
  }
}

package io.fantail.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowGroupMemoryTest {
  private static final long MIB = 1L << 20;

  private final RowGroupMemory memory = RowGroupMemory.ofTask();

  @Test
  void isSharedByTheFilesThatAreOpen() {
    assertThat(memory.take()).isEqualTo(64 * MIB);
    assertThat(memory.take()).isEqualTo(32 * MIB);
    memory.giveBack();
    assertThat(memory.take()).isEqualTo(32 * MIB);
    memory.giveBack();
    memory.giveBack();
    assertThat(memory.take()).isEqualTo(64 * MIB);
  }

  @Test
  void isEnoughForAnyFile() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(memory.take()).isGreaterThanOrEqualTo(MIB);
    }
  }

  @Test
  void isAnotherInEachTask() {
    memory.take();

    assertThat(RowGroupMemory.ofTask().take()).isEqualTo(64 * MIB);
  }
}

package io.fantail.spark;

import org.apache.spark.Partitioner;

/** Brings a group of keys to one partition. */
final class KeyPartitioner extends Partitioner {
  private final int partitions;

  KeyPartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return Keys.partitionOf((String) key, partitions);
  }
}

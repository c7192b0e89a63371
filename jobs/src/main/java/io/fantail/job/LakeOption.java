package io.fantail.job;

import picocli.CommandLine.Option;

/** Where the tables are. */
class LakeOption {
  @Option(
      names = "--lake",
      required = true,
      paramLabel = "URI",
      description = "Where the tables are: a folder, s3://bucket/prefix, hdfs://...")
  String lake;
}

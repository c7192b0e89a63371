package io.fantail.job.option;

import picocli.CommandLine.Option;

/** Where the tables are. */
public class LakeOption {
  @Option(
      names = "--lake",
      required = true,
      paramLabel = "URI",
      description = "Where the tables are: a folder, s3://bucket/prefix, hdfs://...")
  public String lake;
}

package io.fantail.job.option;

import picocli.CommandLine.Option;

/** Takes the option that says where the tables are. */
public class LakeAddress {
  @Option(
      names = "--lake",
      required = true,
      paramLabel = "URI",
      description = "Where the tables are: a folder, s3://bucket/prefix, hdfs://...")
  public String lake;
}

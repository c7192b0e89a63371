package io.fantail.job.forget;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.table.Lake;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is being forgotten, in the lake for as long as that takes: when it is stopped between two
 * tables, the next one could not find what is left any more.
 */
record UnfinishedForget(Lake lake) {
  private static final String FOLDER = "_fantail_forget";
  private static final String DONE = "_SUCCESS";

  /** The same, with what was found by those that were stopped. */
  Forgotten withFormer(Forgotten found) {
    Dataset<Row> all = found.all();
    try {
      FileSystem fileSystem = fileSystem();
      if (!fileSystem.exists(folder())) {
        return found;
      }
      for (FileStatus one : fileSystem.listStatus(folder())) {
        if (fileSystem.exists(new Path(one.getPath(), DONE))) {
          all = all.union(lake.spark().read().parquet(one.getPath().toString()));
        }
      }
    } catch (IOException failure) {
      throw unreadable(failure);
    }
    return Forgotten.once(all);
  }

  /** Keeps what was found, before anything of it is deleted. */
  Forgotten keep(Forgotten found, String runId) {
    Path own = new Path(folder(), runId);
    found.all().coalesce(1).write().parquet(own.toString());
    return new Forgotten(lake.spark().read().parquet(own.toString()).persist(), found.counts());
  }

  /** Ends it: nothing is left to be done. */
  void end() {
    try {
      fileSystem().delete(folder(), true);
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private Path folder() {
    return new Path(lake.uri(), FOLDER);
  }

  private FileSystem fileSystem() throws IOException {
    return folder().getFileSystem(lake.spark().sparkContext().hadoopConfiguration());
  }

  private JobException unreadable(IOException failure) {
    return new JobException(
        ExitCode.FAILED,
        "The folder " + folder() + " cannot be read or deleted.\nCheck the rights to it.",
        failure);
  }
}

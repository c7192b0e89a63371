package io.fantail.job.forget;

import io.fantail.job.session.FolderInLake;
import io.fantail.table.Lake;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
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
    List<FileStatus> former = folder().files();
    if (former.isEmpty()) {
      return found;
    }
    Dataset<Row> all = found.all();
    for (FileStatus one : former) {
      if (folder().with(files -> files.exists(new Path(one.getPath(), DONE)))) {
        all = all.union(lake.spark().read().parquet(one.getPath().toString()));
      }
    }
    return Forgotten.once(all);
  }

  /** Keeps what was found, before anything of it is deleted. */
  Forgotten keep(Forgotten found, String runId) {
    String own = new Path(folder().path(), runId).toString();
    found.all().coalesce(1).write().parquet(own);
    return new Forgotten(lake.spark().read().parquet(own).persist(), found.counts());
  }

  /** Ends it: nothing is left to be done. */
  void end() {
    folder().delete();
  }

  private FolderInLake folder() {
    return new FolderInLake(lake, FOLDER);
  }
}

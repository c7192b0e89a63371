package io.fantail.table;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import scala.Option;
import scala.collection.Iterator;

/**
 * The files of a table whose log has no checkpoint yet, read commit by commit in this process: a
 * Spark job for a few lines of JSON would cost more than they do. Delta's protocol, Action
 * Reconciliation, says which files are left.
 */
final class CommittedFiles {
  /** What is worth a Spark job: about 100,000 files. */
  private static final long MOST_BYTES = 64L << 20;

  private final Map<Key, AddFile> files = new LinkedHashMap<>();

  private CommittedFiles() {}

  /** A file is another one when other rows of it are deleted. */
  private record Key(URI path, Option<String> deletionVector) {}

  /** The files of a version; nothing where Spark has to be asked. */
  static Optional<List<AddFile>> of(Snapshot snapshot) {
    if (!snapshot.checkpointProvider().isEmpty() || bytesOf(snapshot) > MOST_BYTES) {
      return Optional.empty();
    }
    CommittedFiles committed = new CommittedFiles();
    DeltaLog log = snapshot.deltaLog();
    Iterator<FileStatus> commits = snapshot.logSegment().deltas().iterator();
    while (commits.hasNext()) {
      Iterator<String> lines =
          log.store().read(commits.next(), log.newDeltaHadoopConf()).iterator();
      while (lines.hasNext()) {
        committed.apply(Action$.MODULE$.fromJson(lines.next()));
      }
    }
    return Optional.of(List.copyOf(committed.files.values()));
  }

  private static long bytesOf(Snapshot snapshot) {
    long bytes = 0;
    Iterator<FileStatus> commits = snapshot.logSegment().deltas().iterator();
    while (commits.hasNext()) {
      bytes += commits.next().getLen();
    }
    return bytes;
  }

  private void apply(Action action) {
    if (action instanceof AddFile added) {
      files.put(new Key(added.pathAsUri(), added.getDeletionVectorUniqueId()), added);
    } else if (action instanceof RemoveFile removed) {
      files.remove(new Key(removed.pathAsUri(), removed.getDeletionVectorUniqueId()));
    }
  }
}

package io.fantail.job.session;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.table.Lake;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder of the lake beside its tables, in which a command leaves what others have to know. */
public record FolderInLake(Lake lake, String name) {
  public Path path() {
    return new Path(lake.uri(), name);
  }

  /** Does it with the file system, and says so where that fails. */
  public <T> T with(Work<T> work) {
    try {
      return work.on(path().getFileSystem(lake.spark().sparkContext().hadoopConfiguration()));
    } catch (IOException failure) {
      throw new JobException(
          ExitCode.FAILED,
          "The folder " + path() + " cannot be read or written.\nCheck the rights to it.",
          failure);
    }
  }

  /** What is in it; nothing where there is no such folder. */
  public List<FileStatus> files() {
    return with(
        fileSystem -> {
          try {
            return List.of(fileSystem.listStatus(path()));
          } catch (FileNotFoundException nothing) {
            return List.of();
          }
        });
  }

  /** Deletes it with all that is in it. */
  public void delete() {
    with(fileSystem -> fileSystem.delete(path(), true));
  }

  /** What is done with a file system. */
  public interface Work<T> {
    T on(FileSystem fileSystem) throws IOException;
  }
}

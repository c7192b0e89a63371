package io.fantail.sample.layout;

import io.fantail.sample.logs.LambdaTextLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One CloudWatch Logs export task: a folder per log stream with numbered gzip files, each line the
 * time and the message. Continuation lines carry no time, as in the real thing.
 */
final class ExportTree {
  private static final long MOST_FILE_BYTES = 48L << 20;
  private static final String WRITE_TEST = "Permission Check Successful";

  private final BackgroundWriter writer;
  private final Path taskFolder;
  private final int chunkBytes;
  private final Map<String, Stream> streams = new HashMap<>();
  private final LineBuffer line = new LineBuffer();

  /**
   * @param prefixFolder where the export went; it also gets the file that tested the permission
   */
  ExportTree(BackgroundWriter writer, Path prefixFolder, String taskId, int chunkBytes) {
    this.writer = writer;
    this.taskFolder = prefixFolder.resolve(taskId);
    this.chunkBytes = chunkBytes;
    try {
      Files.createDirectories(prefixFolder);
      Files.writeString(prefixFolder.resolve("aws-logs-write-test"), WRITE_TEST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a line of the given time; write the message and call {@link #endLine}. */
  LineBuffer beginLine(long at) {
    line.reset();
    line.text(LambdaTextLog.isoOf(at));
    line.write(' ');
    return line;
  }

  /** Ends the line begun last and gives it to its log stream. */
  void endLine(String logStream) {
    line.write('\n');
    Stream stream = streams.computeIfAbsent(logStream, Stream::new);
    stream.write(line);
  }

  /** Finishes a log stream. */
  void close(String logStream) {
    Stream stream = streams.remove(logStream);
    if (stream != null) {
      stream.file.close();
    }
  }

  void close() {
    streams.values().forEach(stream -> stream.file.close());
    streams.clear();
  }

  /** A log stream and the file it is at. */
  private final class Stream {
    private final Path folder;
    private int files;
    private BackgroundFile file;

    Stream(String logStream) {
      this.folder = taskFolder.resolve(logStream.replace('/', '-'));
      this.file = nextFile();
    }

    void write(LineBuffer bytes) {
      if (file.written() + bytes.size() > MOST_FILE_BYTES) {
        file.close();
        file = nextFile();
      }
      file.write(bytes.bytes(), bytes.size());
    }

    private BackgroundFile nextFile() {
      String name = String.format(Locale.ROOT, "%06d.gz", files++);
      return new BackgroundFile(writer, folder.resolve(name), chunkBytes);
    }
  }
}

package io.fantail.table.lease;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** How a storage makes a file so that of several who try at once only one does. */
public interface ExclusiveCreate {
  /** The option of Hadoop 3.4.2 and later that S3A turns into {@code If-None-Match: *}. */
  String CONDITIONAL = "fs.option.create.conditional.overwrite";

  /**
   * Writes a file with these bytes, and its folder where there is none.
   *
   * @return whether it was not there before, and nobody else wrote it meanwhile
   */
  boolean write(Path path, byte[] bytes) throws IOException;

  /** Whether the storage itself sees to it, or it rests on timing. */
  default boolean isAtomic() {
    return true;
  }

  /** The way of a storage. */
  static ExclusiveCreate of(FileSystem fileSystem, Path path) throws IOException {
    String scheme = String.valueOf(fileSystem.getUri().getScheme()).toLowerCase(Locale.ROOT);
    if (scheme.equals("file")) {
      return new OnDisk(fileSystem);
    }
    if (fileSystem.hasPathCapability(path, CONDITIONAL)) {
      return new Conditional(fileSystem);
    }
    return scheme.startsWith("s3")
        ? new Settled(fileSystem, Settled.PAUSE)
        : new WithoutOverwrite(fileSystem);
  }

  /**
   * On a disk the system makes a new file or none. Hadoop's own file system for disks first looks
   * and then writes, so that two processes can both succeed.
   */
  record OnDisk(FileSystem fileSystem) implements ExclusiveCreate {
    @Override
    public boolean write(Path path, byte[] bytes) throws IOException {
      java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
      if (!fileSystem.mkdirs(path.getParent())) {
        throw new IOException("Mkdirs failed to create " + path.getParent());
      }
      try (OutputStream out =
          Channels.newOutputStream(
              FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        out.write(bytes);
        return true;
      } catch (FileAlreadyExistsException other) {
        return false;
      }
    }
  }

  /** S3 itself refuses an object that is there when the writing ends. */
  record Conditional(FileSystem fileSystem) implements ExclusiveCreate {
    /** What S3 answers who comes second, and who comes while another deletes. */
    private static final Pattern REFUSED =
        Pattern.compile("PreconditionFailed|ConditionalRequestConflict|Status Code: (412|409)");

    @Override
    public boolean write(Path path, byte[] bytes) throws IOException {
      FSDataOutputStreamBuilder<?, ?> file = fileSystem.createFile(path);
      file.must(CONDITIONAL, true);
      try (OutputStream out = file.build()) {
        out.write(bytes);
      } catch (IOException failure) {
        if (isRefusal(failure)) {
          return false;
        }
        throw failure;
      }
      return true;
    }

    private static boolean isRefusal(Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (REFUSED.matcher(String.valueOf(cause.getMessage())).find()) {
          return true;
        }
      }
      return false;
    }
  }

  /** HDFS and its like know in one place which files there are. */
  record WithoutOverwrite(FileSystem fileSystem) implements ExclusiveCreate {
    @Override
    public boolean write(Path path, byte[] bytes) throws IOException {
      try (OutputStream out = fileSystem.create(path, false)) {
        out.write(bytes);
        return true;
      } catch (org.apache.hadoop.fs.FileAlreadyExistsException other) {
        return false;
      } catch (IOException failure) {
        // A class of HDFS alone: another one is just writing it.
        if (failure.getClass().getSimpleName().equals("AlreadyBeingCreatedException")) {
          return false;
        }
        throw failure;
      }
    }
  }

  /**
   * For S3 before Hadoop 3.4.2, and for EMRFS: writes, and looks after a while whose bytes are
   * there, as the last to write wins. Two can both succeed only where one of them needs longer than
   * the pause between looking and having written.
   *
   * @param pause between writing and looking again
   */
  record Settled(FileSystem fileSystem, Duration pause) implements ExclusiveCreate {
    static final Duration PAUSE = Duration.ofSeconds(5);

    @Override
    public boolean isAtomic() {
      return false;
    }

    @Override
    public boolean write(Path path, byte[] bytes) throws IOException {
      if (fileSystem.exists(path)) {
        return false;
      }
      try (OutputStream out = fileSystem.create(path, true)) {
        out.write(bytes);
      }
      try {
        Thread.sleep(pause.toMillis());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return false;
      }
      try (FSDataInputStream in = fileSystem.open(path)) {
        return Arrays.equals(in.readAllBytes(), bytes);
      } catch (FileNotFoundException deleted) {
        return false;
      }
    }
  }
}

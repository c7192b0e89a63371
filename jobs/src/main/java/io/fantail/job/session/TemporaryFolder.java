package io.fantail.job.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the folder that {@code jobs/fantail} makes within TMPDIR for one run, and removes
 * what runs that were killed have left there. The folder is named after the process that owns it
 * and holds a file that this process keeps locked: the lock ends with the process, however that
 * ends. Where a cluster says where temporary files go, there is no such folder and nothing is
 * removed.
 */
public final class TemporaryFolder {
  private static final Pattern NAME = Pattern.compile("fantail-(\\d+)[.]\\w+");
  private static final String LOCK = "lock";

  /** A process of another container has no number here, and needs a moment to lock its folder. */
  private static final Duration TIME_TO_LOCK = Duration.ofMinutes(1);

  /** The hook runs after Spark and Hadoop have closed what they have there. */
  private static final int LAST = 1;

  private final Path folder;
  private final Clock clock;

  /** Returns the address of the folder for temporary files of this JVM, whoever made it. */
  public static String ofJvm() {
    return System.getProperty("java.io.tmpdir", "/tmp");
  }

  public TemporaryFolder(Path folder, Clock clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = clock;
  }

  /**
   * Takes the folder for this process, removes those of dead ones beside it, and removes this one
   * at the end. Of what cannot be removed nothing is said: no work depends on it.
   */
  public void own() {
    if (!isOurs(folder)) {
      return;
    }
    // The lock is held until the process ends.
    lock(folder);
    ShutdownHookManager.get().addShutdownHook(() -> remove(folder), LAST);
    abandonedByOthers().forEach(TemporaryFolder::remove);
  }

  /** Removes the folder at once, which has been of no use. */
  public void giveUp() {
    if (isOurs(folder)) {
      try {
        Files.delete(folder);
      } catch (IOException kept) {
        // It is left to the next run, like that of a run that was killed.
      }
    }
  }

  /** Finds the folders beside this one whose processes are gone, of the same user only. */
  List<Path> abandonedByOthers() {
    List<Path> left = new ArrayList<>();
    Path parent = folder.getParent();
    if (parent == null) {
      return left;
    }
    try (Stream<Path> beside = Files.list(parent)) {
      for (Path other : beside.toList()) {
        if (!other.equals(folder) && isOurs(other) && isSameOwner(other) && isAbandoned(other)) {
          left.add(other);
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
    return left;
  }

  private static boolean isOurs(Path candidate) {
    Path name = candidate.getFileName();
    return name != null
        && NAME.matcher(name.toString()).matches()
        && Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isSameOwner(Path other) {
    try {
      return Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder));
    } catch (IOException unknown) {
      return false;
    }
  }

  private boolean isAbandoned(Path other) {
    Matcher name = NAME.matcher(String.valueOf(other.getFileName()));
    if (!name.matches()
        || ProcessHandle.of(Long.parseLong(name.group(1)))
            .filter(ProcessHandle::isAlive)
            .isPresent()) {
      return false;
    }
    try {
      if (!Files.exists(other.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
        Instant madeAt = Files.getLastModifiedTime(other).toInstant();
        return madeAt.plus(TIME_TO_LOCK).isBefore(clock.instant());
      }
      FileLock lock = lock(other);
      if (lock == null) {
        return false;
      }
      lock.channel().close();
      return true;
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Returns null when another process holds the lock, or when there can be none. */
  private static @Nullable FileLock lock(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return lock;
    } catch (IOException impossible) {
      return null;
    }
  }

  /** Follows no link. What cannot be removed is left to the next run. */
  private static void remove(Path folder) {
    FileUtil.fullyDelete(folder.toFile());
  }
}

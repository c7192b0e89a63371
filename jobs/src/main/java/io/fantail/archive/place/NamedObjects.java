package io.fantail.archive.place;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Refusal;
import io.fantail.archive.record.BrokenReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * Makes of objects that a list names what a listing would have made of them. Storage is asked for
 * those alone of which the list does not tell length and version: one request each, some at a time.
 */
public final class NamedObjects {
  private static final int AT_ONCE = 32;

  /** Questions that wait for their turn. */
  private static final int CHUNK = 10_000;

  private final Configuration hadoop;
  private final List<ArchiveObject> objects = new ArrayList<>();
  private final LocalFolders localFolders;

  /** Follows links on a local disk if told so. */
  public NamedObjects(Configuration hadoop, boolean followLinks) {
    this.hadoop = hadoop;
    this.localFolders = new LocalFolders(followLinks, objects::add);
  }

  /**
   * The objects by folder and address, each once. One that is not there is among them, with the
   * reason.
   *
   * @param named with a version where the list tells length and version
   * @param days objects in folders of other days are passed over
   * @param passedOver gains the address of each of these folders
   */
  public List<ArchiveObject> complete(
      List<ArchiveObject> named, ArchiveDays days, Consumer<String> passedOver) throws IOException {
    NamedFolders folders = NamedFolders.of(named.stream().map(ArchiveObject::uri).toList(), days);
    Set<String> otherDays = new LinkedHashSet<>();
    List<Path> unknown = new ArrayList<>();
    for (ArchiveObject object : named) {
      String otherDay = folders.passedOver(object.uri());
      if (otherDay != null) {
        otherDays.add(otherDay);
      } else if (object.version() != null) {
        objects.add(object);
      } else {
        unknown.add(new Path(object.uri()));
      }
    }
    otherDays.forEach(passedOver);
    lookAt(unknown);
    return Siblings.inFolders(objects);
  }

  private void lookAt(List<Path> unknown) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (int from = 0; from < unknown.size(); from += CHUNK) {
        List<Callable<ArchiveObject>> questions = new ArrayList<>();
        for (Path path : unknown.subList(from, Math.min(unknown.size(), from + CHUNK))) {
          FileSystem fileSystem = path.getFileSystem(hadoop);
          Path address = fileSystem.makeQualified(path);
          if (fileSystem instanceof LocalFileSystem) {
            lookAtLocal(address);
          } else {
            questions.add(() -> remote(fileSystem, address));
          }
        }
        for (Future<ArchiveObject> answer : threads.invokeAll(questions)) {
          objects.add(answer.get());
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    } finally {
      threads.shutdownNow();
    }
  }

  private void lookAtLocal(Path address) throws IOException {
    try {
      FileStatus status = localFolders.lookAt(address);
      if (status != null) {
        objects.add(objectOf(status));
      }
    } catch (NoSuchFileException gone) {
      objects.add(gone(address));
    }
  }

  private static ArchiveObject remote(FileSystem fileSystem, Path address) throws IOException {
    try {
      return objectOf(fileSystem.getFileStatus(address));
    } catch (FileNotFoundException gone) {
      return gone(address);
    } catch (AccessDeniedException | AccessControlException denied) {
      return refused(address, "may not be looked at");
    }
  }

  private static ArchiveObject objectOf(FileStatus status) {
    return status.isDirectory()
        ? refused(status.getPath(), "is a folder: --archive reads what is under it")
        : new ArchiveObject(
            status.getPath().toString(), status.getLen(), ArchiveListing.versionOf(status));
  }

  private static ArchiveObject gone(Path address) {
    return refused(address, "does not exist, or not any more");
  }

  private static ArchiveObject refused(Path address, String message) {
    return new ArchiveObject(
        address.toString(),
        0,
        null,
        List.of(),
        null,
        new Refusal(BrokenReason.UNREADABLE_OBJECT, message));
  }
}

package io.fantail.archive.place;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Finds the files under a root of the archive, and passes over the folders whose date says that
 * nothing of the days that are wanted is in them. Where no dates are, an object store is asked once
 * for everything, as if no day had been asked for; when in doubt, too.
 */
final class FolderWalk {
  /** The end of the name that Lambda gives a log stream: the version, and 32 digits. */
  static final Pattern LAMBDA_STREAM = Pattern.compile("\\[[^\\]]+\\][0-9a-f]{32}");

  /** Folders without a date beside one another; where there are more, none of them has dates. */
  private static final int MAX_UNDATED = 100;

  /** Folders that are looked into one by one before there is a date, under one root. */
  private static final int MAX_LOOKS = 200;

  /** No level of dates is larger; one request of an object store answers a thousand. */
  private static final int MAX_ENTRIES = 5_000;

  private static final int STREAMS_LOOKED_AT = 20;

  private final FileSystem fileSystem;
  private final LocalFolders localFolders;
  private final ArchiveDays days;
  private final Consumer<FileStatus> files;
  private final Consumer<Path> passedOver;
  private int looks;

  /** {@code passedOver} gains every folder that was not listed for its date. */
  FolderWalk(
      FileSystem fileSystem,
      LocalFolders localFolders,
      ArchiveDays days,
      Consumer<FileStatus> files,
      Consumer<Path> passedOver) {
    this.fileSystem = fileSystem;
    this.localFolders = localFolders;
    this.days = days;
    this.files = files;
    this.passedOver = passedOver;
  }

  /** Everything under the root, whatever date its own address may tell. */
  void walk(Path root) throws IOException {
    FileStatus status = isLocal() ? fileSystem.getFileStatus(root) : null;
    if (status != null && !status.isDirectory()) {
      if (localFolders.admit(root)) {
        files.accept(status);
      }
    } else if (days.equals(ArchiveDays.ALL) || isFile(root)) {
      takeAll(status == null ? root : status.getPath());
    } else {
      look(status == null ? root : status.getPath(), FolderDate.NONE);
    }
  }

  private boolean isFile(Path root) throws IOException {
    return !isLocal() && fileSystem.getFileStatus(root).isFile();
  }

  private void look(Path folder, FolderDate date) throws IOException {
    List<FileStatus> children = firstOf(folder, MAX_ENTRIES + 1);
    Map<Path, FolderDate> dated = new LinkedHashMap<>();
    List<Path> undated = new ArrayList<>();
    for (FileStatus child : children) {
      FolderDate further = date.within(child.getPath().getName());
      if (child.isDirectory() && further != null) {
        dated.put(child.getPath(), further);
      } else if (child.isDirectory()) {
        undated.add(child.getPath());
      }
    }
    // A year holds months, and a month days: a number with something else in it is no date.
    boolean isNoDate = !date.equals(FolderDate.NONE) && (dated.isEmpty() || !undated.isEmpty());
    boolean isTooMuch =
        children.size() > MAX_ENTRIES || (dated.isEmpty() && undated.size() > MAX_UNDATED);
    if (isNoDate || isTooMuch) {
      takeAll(folder);
      return;
    }
    children.stream().filter(FileStatus::isFile).forEach(files);
    for (Path child : undated) {
      if (looks++ < MAX_LOOKS) {
        look(child, FolderDate.NONE);
      } else {
        takeAll(child);
      }
    }
    takeWanted(dated);
  }

  private void takeWanted(Map<Path, FolderDate> dated) throws IOException {
    boolean isOfStreams = isOfStreams(dated);
    for (Map.Entry<Path, FolderDate> child : dated.entrySet()) {
      FolderDate date = child.getValue();
      if (days.endBefore(date) || (days.beginAfter(date) && !isOfStreams)) {
        passedOver.accept(child.getKey());
      } else if (date.isDay()) {
        takeAll(child.getKey());
      } else {
        look(child.getKey(), date);
      }
    }
  }

  /**
   * Whether the dates are those of Lambda's log streams, which keep the slashes of their names in
   * some archives: a stream begins on that day, and goes on for days. One of those that are too old
   * stands for all.
   */
  private boolean isOfStreams(Map<Path, FolderDate> dated) throws IOException {
    for (Map.Entry<Path, FolderDate> child : dated.entrySet()) {
      if (days.beginAfter(child.getValue())) {
        return holdsStreams(child.getKey(), child.getValue());
      }
    }
    return false;
  }

  private boolean holdsStreams(Path folder, FolderDate date) throws IOException {
    for (FileStatus child : firstOf(folder, STREAMS_LOOKED_AT)) {
      String name = child.getPath().getName();
      FolderDate further = date.isDay() ? null : date.within(name);
      if (further != null) {
        return holdsStreams(child.getPath(), further);
      } else if (LAMBDA_STREAM.matcher(name).find()) {
        return true;
      }
    }
    return false;
  }

  private List<FileStatus> firstOf(Path folder, int count) throws IOException {
    if (isLocal()) {
      return localFolders.list(folder);
    }
    List<FileStatus> first = new ArrayList<>();
    RemoteIterator<FileStatus> children = fileSystem.listStatusIterator(folder);
    while (first.size() < count && children.hasNext()) {
      first.add(children.next());
    }
    return first;
  }

  private void takeAll(Path path) throws IOException {
    if (isLocal()) {
      takeLocal(path);
      return;
    }
    // One flat listing in an object store.
    RemoteIterator<LocatedFileStatus> located = fileSystem.listFiles(path, true);
    while (located.hasNext()) {
      files.accept(located.next());
    }
  }

  private void takeLocal(Path folder) throws IOException {
    for (FileStatus child : localFolders.list(folder)) {
      if (child.isFile()) {
        files.accept(child);
      } else {
        takeLocal(child.getPath());
      }
    }
  }

  private boolean isLocal() {
    return fileSystem instanceof LocalFileSystem;
  }
}

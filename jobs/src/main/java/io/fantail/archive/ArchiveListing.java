package io.fantail.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Lists every object under the roots of the archive, in the order of their addresses. */
public final class ArchiveListing {
  /** A folder that keeps one execution holds its history, its description and little else. */
  private static final int MAX_OBJECTS_OF_ONE_EXECUTION = 8;

  private static final long MAX_DESCRIPTION_BYTES = 2L << 20;

  private final Configuration hadoop;

  public ArchiveListing(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * All objects under the roots; an object under two roots is listed once.
   *
   * @throws FileNotFoundException when a root does not exist
   */
  public List<ArchiveObject> list(List<String> roots) throws IOException {
    Map<String, List<ArchiveObject>> folders = new TreeMap<>();
    for (String root : roots) {
      Path path = new Path(root);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      for (FileStatus file : filesUnder(path, fileSystem)) {
        ArchiveObject object =
            new ArchiveObject(file.getPath().toString(), file.getLen(), List.of());
        folders.computeIfAbsent(object.folder(), folder -> new ArrayList<>()).add(object);
      }
    }
    List<ArchiveObject> objects = new ArrayList<>();
    folders.values().forEach(folder -> objects.addAll(withSiblings(folder)));
    return objects;
  }

  private static List<FileStatus> filesUnder(Path path, FileSystem fileSystem) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    if (fileSystem instanceof LocalFileSystem) {
      walk(fileSystem.getFileStatus(path), fileSystem, files);
    } else {
      // One flat listing in an object store.
      RemoteIterator<LocatedFileStatus> located = fileSystem.listFiles(path, true);
      while (located.hasNext()) {
        files.add(located.next());
      }
    }
    return files;
  }

  /** A located status of a local file starts a process that asks for its permissions. */
  private static void walk(FileStatus status, FileSystem fileSystem, List<FileStatus> files)
      throws IOException {
    if (status.isFile()) {
      files.add(status);
      return;
    }
    for (FileStatus child : fileSystem.listStatus(status.getPath())) {
      walk(child, fileSystem, files);
    }
  }

  private static List<ArchiveObject> withSiblings(List<ArchiveObject> folder) {
    List<ArchiveObject> sorted =
        folder.stream().distinct().sorted(Comparator.comparing(ArchiveObject::uri)).toList();
    Map<String, List<ArchiveObject>> byBaseName = new TreeMap<>();
    sorted.forEach(
        object ->
            byBaseName.computeIfAbsent(baseName(object), name -> new ArrayList<>()).add(object));
    return sorted.stream().map(object -> withSiblings(object, sorted, byBaseName)).toList();
  }

  private static ArchiveObject withSiblings(
      ArchiveObject object,
      List<ArchiveObject> folder,
      Map<String, List<ArchiveObject>> byBaseName) {
    List<ArchiveObject> candidates =
        folder.size() <= MAX_OBJECTS_OF_ONE_EXECUTION
            ? folder
            : byBaseName.getOrDefault(baseName(object), List.of());
    List<String> siblings =
        candidates.stream()
            .filter(sibling -> !sibling.equals(object))
            .filter(sibling -> sibling.length() <= MAX_DESCRIPTION_BYTES)
            .limit(MAX_OBJECTS_OF_ONE_EXECUTION)
            .map(ArchiveObject::uri)
            .toList();
    return new ArchiveObject(object.uri(), object.length(), siblings);
  }

  /** {@code order-1} of {@code order-1.json} and {@code order-1.describe_execution.json}. */
  private static String baseName(ArchiveObject object) {
    String name = object.name();
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}

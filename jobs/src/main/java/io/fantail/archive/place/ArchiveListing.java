package io.fantail.archive.place;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Lists every object under the roots of the archive, by folder and address. */
public final class ArchiveListing {
  private final Configuration hadoop;
  private final boolean followLinks;

  /** Follows links on a local disk that lead out of the archive, too, if told so. */
  public ArchiveListing(Configuration hadoop, boolean followLinks) {
    this.hadoop = hadoop;
    this.followLinks = followLinks;
  }

  /**
   * The objects under the roots; an object under two roots is listed once. What is no object that
   * can be read is among them, with the reason.
   *
   * @param days folders of other days are passed over
   * @param passedOver gains the address of each of those
   * @throws FileNotFoundException when a root does not exist
   */
  public List<ArchiveObject> list(List<String> roots, ArchiveDays days, Consumer<String> passedOver)
      throws IOException {
    List<ArchiveObject> objects = new ArrayList<>();
    LocalFolders localFolders = new LocalFolders(followLinks, objects::add);
    for (String root : roots) {
      Path path = new Path(root);
      if (path.getFileSystem(hadoop) instanceof LocalFileSystem local) {
        localFolders.addRoot(local.makeQualified(path));
      }
    }
    for (String root : roots) {
      Path path = new Path(root);
      new FolderWalk(
              path.getFileSystem(hadoop),
              localFolders,
              days,
              // At once: a million files of Hadoop's take a gigabyte.
              file ->
                  objects.add(
                      new ArchiveObject(file.getPath().toString(), file.getLen(), versionOf(file))),
              folder -> passedOver.accept(folder.toString()))
          .walk(path);
    }
    return Siblings.inFolders(objects);
  }

  static Version versionOf(FileStatus file) {
    String etag = file instanceof EtagSource source ? source.getEtag() : null;
    return new Version(file.getModificationTime(), etag);
  }
}

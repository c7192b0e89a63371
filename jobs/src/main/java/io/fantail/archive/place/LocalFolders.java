package io.fantail.archive.place;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Refusal;
import io.fantail.archive.record.BrokenReason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Lists folders on disks of this machine, where there is more than files and folders. Hadoop's own
 * listing follows every link, waits for a pipe to be filled, and leaves out what it cannot look at.
 *
 * <p>Everything is listed once, at one address: a link to what the archive holds anyway adds
 * nothing, and a link that leads out of it is followed only if asked for.
 */
final class LocalFolders {
  private final boolean followLinks;
  private final Consumer<ArchiveObject> refused;

  /** Where the roots of the archive really are. */
  private final List<Path> roots = new ArrayList<>();

  /** The address at which a folder, or a file outside, was met first, by where it really is. */
  private final Map<Path, Path> met = new HashMap<>();

  /** {@code refused} gains what is there and is no object that can be read. */
  LocalFolders(boolean followLinks, Consumer<ArchiveObject> refused) {
    this.followLinks = followLinks;
    this.refused = refused;
  }

  /**
   * What is under a root is in the archive, whatever link the root itself may be.
   *
   * @throws AccessDeniedException where it may not be listed: then there is nothing to read
   */
  void addRoot(org.apache.hadoop.fs.Path root) throws IOException {
    Path path = pathOf(root);
    if (Files.isDirectory(path) && !Files.isReadable(path)) {
      throw new AccessDeniedException(path.toString());
    }
    if (Files.exists(path)) {
      roots.add(path.toRealPath());
    }
  }

  /** Admits a root that is an object; what is neither that nor a folder is refused. */
  boolean admit(org.apache.hadoop.fs.Path root) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(pathOf(root), BasicFileAttributes.class);
    if (attributes.isOther()) {
      refuse(root, BrokenReason.SPECIAL_FILE, "no file: a named pipe, a device or a socket");
    }
    return attributes.isRegularFile();
  }

  /** The files and folders in a folder; none where it may not be listed, or was met elsewhere. */
  List<FileStatus> list(org.apache.hadoop.fs.Path folder) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    Path path = pathOf(folder);
    try {
      Path real = path.toRealPath();
      if (!claim(real, path)) {
        return found;
      }
      boolean isInside = isInside(real);
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          FileStatus status = statusOf(folder, child);
          boolean isKnown =
              status != null
                  && status.isFile()
                  && !isInside
                  && !claim(real.resolve(child.getFileName()), child);
          if (status != null && !isKnown) {
            found.add(status);
          }
        }
      }
    } catch (AccessDeniedException denied) {
      refuse(
          folder,
          BrokenReason.UNREADABLE_FOLDER,
          "may not be listed: what is in it is missing from every table");
    } catch (NoSuchFileException gone) {
      // Between its own listing and this one: as if it had never been there.
      return found;
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    return found;
  }

  private @Nullable FileStatus statusOf(org.apache.hadoop.fs.Path folder, Path child)
      throws IOException {
    String name = child.getFileName().toString();
    org.apache.hadoop.fs.Path address =
        new org.apache.hadoop.fs.Path(folder, new org.apache.hadoop.fs.Path(null, null, name));
    if (name.startsWith(".") && name.endsWith(".crc")) {
      // Hadoop's own, beside what it has written.
      return null;
    } else if (!canBeNamed(child)) {
      refuse(
          address,
          BrokenReason.UNREADABLE_OBJECT,
          "its name is no text in the encoding of this machine (LANG): rename it");
      return null;
    }
    try {
      return lookAt(address, child);
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  /**
   * What is at an address; null where it is no object that can be read, which is refused, or where
   * it is known already.
   */
  @Nullable FileStatus lookAt(org.apache.hadoop.fs.Path address) throws IOException {
    try {
      return lookAt(address, pathOf(address));
    } catch (InvalidPathException unnameable) {
      throw new NoSuchFileException(address.toString());
    }
  }

  private @Nullable FileStatus lookAt(org.apache.hadoop.fs.Path address, Path child)
      throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isSymbolicLink() ? linked(address, child) : status(address, attributes);
    } catch (AccessDeniedException denied) {
      refuse(address, BrokenReason.UNREADABLE_OBJECT, "may not be looked at");
      return null;
    }
  }

  private @Nullable FileStatus linked(org.apache.hadoop.fs.Path address, Path link)
      throws IOException {
    Path target;
    try {
      target = link.toRealPath();
    } catch (AccessDeniedException denied) {
      refuse(address, BrokenReason.UNREADABLE_OBJECT, "a link whose target may not be looked at");
      return null;
    } catch (FileSystemException nowhere) {
      refuse(
          address,
          BrokenReason.DANGLING_LINK,
          "a link to " + Files.readSymbolicLink(link) + ", which does not exist");
      return null;
    }
    if (isInside(target)) {
      return null;
    } else if (!followLinks) {
      refuse(
          address,
          BrokenReason.LINK_OUT_OF_ARCHIVE,
          "a link to " + target + ", outside of the archive: --follow-links reads it");
      return null;
    }
    FileStatus status = status(address, Files.readAttributes(target, BasicFileAttributes.class));
    return status != null && status.isFile() && !claim(target, link) ? null : status;
  }

  private @Nullable FileStatus status(
      org.apache.hadoop.fs.Path address, BasicFileAttributes attributes) {
    if (attributes.isOther()) {
      refuse(address, BrokenReason.SPECIAL_FILE, "no file: a named pipe, a device or a socket");
      return null;
    }
    boolean isFolder = attributes.isDirectory();
    long modifiedAt = attributes.lastModifiedTime().toMillis();
    return new FileStatus(isFolder ? 0 : attributes.size(), isFolder, 0, 0, modifiedAt, address);
  }

  private boolean isInside(Path real) {
    return roots.stream().anyMatch(real::startsWith);
  }

  /** Takes the address for what it is listed at; false where it was met at another before. */
  private boolean claim(Path real, Path address) {
    Path first = met.putIfAbsent(real, address);
    return first == null || first.equals(address);
  }

  /** A name of other bytes than text cannot be written down, and so not opened again. */
  private static boolean canBeNamed(Path child) {
    try {
      return Path.of(child.toString()).equals(child);
    } catch (InvalidPathException unnameable) {
      return false;
    }
  }

  private void refuse(org.apache.hadoop.fs.Path address, BrokenReason reason, String message) {
    refused.accept(
        new ArchiveObject(
            address.toString(), 0, null, List.of(), null, new Refusal(reason, message)));
  }

  private static Path pathOf(org.apache.hadoop.fs.Path path) {
    return Path.of(path.toUri().getPath());
  }
}

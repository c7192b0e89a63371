package io.fantail.archive.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object of the archive as the listing shows it, or an entry of an archive of files that an
 * object holds; nothing is known of its content yet.
 *
 * @param uri full address, as Hadoop prints it; of an entry, the address of what it is packed in, a
 *     slash, and its name there
 * @param length bytes as stored
 * @param version null of an entry, and where nothing lists the object
 * @param siblings addresses of small objects of the same folder that may describe this one
 * @param packedIn what an entry is packed in; null for an object that is stored itself
 * @param refusal why it is not read; null where it is
 */
public record ArchiveObject(
    String uri,
    long length,
    @Nullable Version version,
    List<String> siblings,
    @Nullable ArchiveObject packedIn,
    @Nullable Refusal refusal) {

  /**
   * What tells one content of an object from another.
   *
   * @param modifiedAt in milliseconds since 1970
   * @param etag null where the store gives none; without the quotes in which some interfaces give
   *     it
   */
  public record Version(long modifiedAt, @Nullable String etag) {
    public Version {
      etag = etag == null ? null : etag.replace("\"", "");
    }
  }

  /** Why something that the listing met is not opened, with a message for people. */
  public record Refusal(BrokenReason reason, String message) {}

  public ArchiveObject {
    siblings = List.copyOf(siblings);
  }

  public ArchiveObject(String uri, long length, List<String> siblings) {
    this(uri, length, null, siblings, null, null);
  }

  /** An object as it is listed. */
  public ArchiveObject(String uri, long length, Version version) {
    this(uri, length, version, List.of(), null, null);
  }

  public ArchiveObject withSiblings(List<String> others) {
    return new ArchiveObject(uri, length, version, others, packedIn, refusal);
  }

  /** The address in the tables, the same for all names of a storage: see {@link StoredAddress}. */
  public String storedAddress() {
    return StoredAddress.alike(uri);
  }

  /** The last part of the address. */
  public String name() {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  /** The address of the folder, without a trailing slash. */
  public String folder() {
    return uri.substring(0, Math.max(0, uri.lastIndexOf('/')));
  }

  /** The folder; of an entry that stands in none, that of what it is packed in. */
  String folderAround() {
    return packedIn != null && folder().equals(packedIn.uri()) ? packedIn.folderAround() : folder();
  }

  /** The name of the stored object that this is, or is packed in. */
  public String storedName() {
    return packedIn == null ? name() : packedIn.storedName();
  }
}

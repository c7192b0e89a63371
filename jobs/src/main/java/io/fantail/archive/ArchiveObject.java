package io.fantail.archive;

import java.util.List;

/**
 * One object of the archive as the listing shows it; nothing is known of its content yet.
 *
 * @param uri full address, as Hadoop prints it
 * @param length bytes as stored
 * @param siblings addresses of small objects of the same folder that may describe this one
 */
public record ArchiveObject(String uri, long length, List<String> siblings) {
  public ArchiveObject {
    siblings = List.copyOf(siblings);
  }

  /** The last part of the address. */
  public String name() {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  /** The address of the folder, without a trailing slash. */
  public String folder() {
    return uri.substring(0, Math.max(0, uri.lastIndexOf('/')));
  }
}

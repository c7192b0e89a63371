package io.fantail.archive.json;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.storage.ObjectContent;

/**
 * A content whose form is to be found out.
 *
 * @param reader of what is packed in the content, or within its records
 */
public record UnknownContent(ObjectContent content, Head head, ObjectContent.Reader reader) {
  public ArchiveObject object() {
    return content.object();
  }
}

package io.fantail.event.parse;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import io.fantail.shape.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object of the archive that was read to its end, and what became of its records.
 *
 * @param modifiedAt null where nothing lists it, and of what is not opened: that is tried again
 *     each time
 * @param etag null where the store gives none
 */
public record FinishedObject(
    String uri, @Nullable Instant modifiedAt, @Nullable String etag, ArchiveAccount account) {

  static FinishedObject of(ArchiveObject object, ArchiveAccount account) {
    Version version = object.refusal() == null ? object.version() : null;
    return new FinishedObject(
        object.storedAddress(),
        version == null ? null : Instant.ofEpochMilli(version.modifiedAt()),
        version == null ? null : version.etag(),
        account);
  }

  /** The address alone, in the column {@code source_file}; nothing is read back into values. */
  public static FinishedObject shapeOfPath(Fields<FinishedObject> fields) {
    return new FinishedObject(
        fields.text("source_file", "", FinishedObject::uri), null, null, ArchiveAccount.NOTHING);
  }

  public static FinishedObject shape(Fields<FinishedObject> fields) {
    return new FinishedObject(
        fields.text(FinishedObject::uri),
        fields.timeOrNull(FinishedObject::modifiedAt),
        fields.textOrNull(FinishedObject::etag),
        fields.record(FinishedObject::account, ArchiveAccount::shape));
  }
}

package io.fantail.event.collected;

import io.fantail.event.RejectReason;
import io.fantail.shape.Fields;

/**
 * What could not be read, as the table {@code rejects} has it.
 *
 * @param position byte offset in the inflated object
 * @param reason lower-case name of a {@link RejectReason} or {@link
 *     io.fantail.archive.record.BrokenReason}
 * @param sample the beginning of the record, within the payload policy; may be empty
 */
public record StoredReject(String sourceFile, long position, String reason, String sample) {

  public static StoredReject shape(Fields<StoredReject> fields) {
    return new StoredReject(
        fields.text(
            "source_file", "Address of the object in the archive.", StoredReject::sourceFile),
        fields.whole(
            "position", "Where the record begins in the inflated object.", StoredReject::position),
        fields.text("reason", "Why it could not be read.", StoredReject::reason),
        fields.text(
            "sample", "Beginning of the record, within the payload policy.", StoredReject::sample));
  }
}

package io.fantail.event;

import io.fantail.shape.Fields;

/**
 * What could not be read, as the table {@code rejects} has it.
 *
 * @param position byte offset in the inflated object
 * @param reason lower-case name of a {@link RejectReason} or {@link
 *     io.fantail.archive.BrokenReason}
 * @param sample the beginning of the record, within the payload policy; may be empty
 */
public record StoredReject(String sourceFile, long position, String reason, String sample) {

  public static StoredReject shape(Fields<StoredReject> fields) {
    return new StoredReject(
        fields
            .column("source_file", "Address of the object in the archive.")
            .text(StoredReject::sourceFile),
        fields
            .column("position", "bytes", "Where the record begins in the inflated object.")
            .whole(StoredReject::position),
        fields.column("reason", "Why it could not be read.").text(StoredReject::reason),
        fields
            .column("sample", "Beginning of the record, within the payload policy.")
            .text(StoredReject::sample));
  }
}

package io.fantail.archive;

import io.fantail.archive.history.HistoryDocuments;
import io.fantail.archive.json.Head;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.lines.CsvLogEvents;
import io.fantail.archive.lines.ExportedLines;
import io.fantail.archive.lines.ExtractedMessages;
import io.fantail.archive.lines.FluentdLines;
import io.fantail.archive.lines.JsonLines;
import io.fantail.archive.lines.TailedLines;
import io.fantail.archive.log.EncodedRecords;
import io.fantail.archive.log.LogEventDocuments;
import io.fantail.archive.log.OtlpLogs;
import io.fantail.archive.log.SubscriptionEnvelopes;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.record.SingleRecord;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.archive.storage.PackedEntries;
import io.fantail.archive.stored.ForeignFormat;
import io.fantail.archive.stored.TarFiles;
import io.fantail.archive.stored.ZipFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which container a content is. */
final class ArchiveFormat {
  /** Reads a content of one form. */
  private interface Container {
    /** The records; null where the content is of another form. */
    @Nullable RawRecords in(UnknownContent unknown) throws IOException;
  }

  /**
   * In the order in which they are asked whether a content is theirs. A new container is one class
   * and one line here.
   */
  private static final List<Container> CONTAINERS =
      List.of(
          ArchiveFormat::packed,
          NoiseObjects::in,
          ExportedLines::in,
          TailedLines::in,
          CsvLogEvents::in,
          SubscriptionEnvelopes::in,
          ExtractedMessages::in,
          EncodedRecords::in,
          LogEventDocuments::in,
          FluentdLines::in,
          OtlpLogs::in,
          JsonLines::in,
          HistoryDocuments::in);

  private static final int SAMPLE_CHARS = 200;

  private ArchiveFormat() {}

  /** The records of the content, read as the first container that recognises it. */
  static RawRecords recordsOf(ObjectContent content, ObjectContent.Reader reader)
      throws IOException {
    ArchiveObject.Refusal refusal = content.object().refusal();
    if (refusal != null) {
      return broken(refusal.reason(), refusal.message());
    }
    Head head;
    try (InputStream in = content.open()) {
      head = Head.of(in);
    }
    UnknownContent unknown = new UnknownContent(content, head, reader);
    for (Container container : CONTAINERS) {
      RawRecords records = container.in(unknown);
      if (records != null) {
        return records;
      }
    }
    return unreadable(head);
  }

  private static @Nullable RawRecords packed(UnknownContent unknown) throws IOException {
    return PackedEntries.in(unknown.content(), unknown.head().bytes(), unknown.reader());
  }

  /** What nobody recognises: damaged within its head, known to be something else, or empty. */
  private static RawRecords unreadable(Head head) throws IOException {
    IOException damage = head.damage();
    if (damage != null) {
      throw damage;
    }
    ForeignFormat foreign = ForeignFormat.of(head.bytes());
    if (foreign != null) {
      return broken(BrokenReason.UNSUPPORTED_FORMAT, foreign.sentence());
    }
    boolean isEmpty =
        head.isEmpty() || ZipFiles.isEmpty(head.bytes()) || TarFiles.isEmpty(head.bytes());
    BrokenReason reason = isEmpty ? BrokenReason.EMPTY_OBJECT : BrokenReason.UNKNOWN_FORMAT;
    return broken(reason, head.firstLine(SAMPLE_CHARS));
  }

  private static RawRecords broken(BrokenReason reason, String sample) {
    return new SingleRecord(new Broken(0, reason, sample));
  }
}

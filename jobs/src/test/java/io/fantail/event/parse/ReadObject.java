package io.fantail.event.parse;

import io.fantail.archive.ArchiveReader;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.place.TimeWindow;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaRecord;
import io.fantail.event.ParsedRecord;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything one object was read as. */
public record ReadObject(List<ParsedRecord> records, ArchiveAccount account) {
  public static final PayloadPolicy KEEP_ALL = new PayloadPolicy(1 << 20, Set.of());

  public static ReadObject of(ArchiveObject object) throws IOException {
    return of(object, TimeWindow.ALL);
  }

  static ReadObject of(ArchiveObject object, TimeWindow window) throws IOException {
    return of(object, NamesFromKeys.NONE, KEEP_ALL, window);
  }

  static ReadObject of(ArchiveObject object, NamesFromKeys names) throws IOException {
    return of(object, names, KEEP_ALL, TimeWindow.ALL);
  }

  public static ReadObject of(ArchiveObject object, PayloadPolicy policy, TimeWindow window)
      throws IOException {
    return of(object, NamesFromKeys.NONE, policy, window);
  }

  private static ReadObject of(
      ArchiveObject object, NamesFromKeys names, PayloadPolicy policy, TimeWindow window)
      throws IOException {
    List<ParsedRecord> records = new ArrayList<>();
    ArchiveReader raw = new ArchiveReader(object, ArchiveFiles.HADOOP, names);
    try (ObjectRecords reader = new ObjectRecords(raw, policy, window)) {
      for (ParsedRecord record = reader.next(); record != null; record = reader.next()) {
        if (!(record instanceof ParsedRecord.Noise)) {
          records.add(record);
        }
      }
      return new ReadObject(records, reader.account());
    }
  }

  public List<HistoryEvent> events() {
    return only(HistoryEvent.class);
  }

  public List<LambdaRecord> lambdaRecords() {
    return only(LambdaRecord.class);
  }

  public List<String> rejectReasons() {
    return only(ParsedRecord.Reject.class).stream().map(ParsedRecord.Reject::reason).toList();
  }

  private <T> List<T> only(Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).toList();
  }
}

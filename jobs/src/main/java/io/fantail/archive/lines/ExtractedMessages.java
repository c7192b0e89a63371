package io.fantail.archive.lines;

import io.fantail.archive.json.Head;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.place.DeliveryTime;
import io.fantail.archive.record.RawRecords;
import io.fantail.text.RequestIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Firehose writes with {@code DataMessageExtraction}: the messages of log events and a line
 * feed behind each, without group, stream, id and time. Lambda's messages end in a line feed of
 * their own, so empty lines stand between; a message of several lines has no sign of it, and only
 * the X-Ray line of a REPORT, which nothing else writes, is put back behind it. Messages of many
 * streams stand one behind the other.
 */
public final class ExtractedMessages {
  private static final byte[] XRAY_LINE = "XRAY TraceId: ".getBytes(StandardCharsets.US_ASCII);
  private static final Lines.RecordStart MESSAGE_START =
      new Lines.RecordStart(XRAY_LINE.length, ExtractedMessages::isMessage);
  private static final int MAX_LINE_CHARS = 4_096;
  private static final String ID = RequestIds.PATTERN;

  /** A line of Lambda's platform in its whole shape, in the text format or in JSON. */
  private static final Pattern PLATFORM_LINE =
      Pattern.compile(
          "^(?:START RequestId: %s Version: \\S+|END RequestId: %s|REPORT RequestId: %s\\tDuration: [0-9.]+ ms\\t.*"
                  .formatted(ID, ID, ID)
              + "|(?:INIT|RESTORE)_START Runtime Version: \\S+\\tRuntime Version ARN: arn:.*"
              + "|\\{\"time\": ?\"[^\"]+\", ?\"type\": ?\"platform\\..*)\\s*$",
          Pattern.MULTILINE);

  private ExtractedMessages() {}

  /**
   * The messages, where the content begins with a line of Lambda's platform; else null. What
   * Firehose cuts and names may begin with a line of a function, which can be anything: there a
   * later one tells.
   */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    Head head = unknown.head();
    boolean isOfPlatform =
        PLATFORM_LINE.matcher(head.firstLine(MAX_LINE_CHARS)).lookingAt()
            || (DeliveryTime.of(unknown.object()) != null
                && !head.beginsWithArray()
                && PLATFORM_LINE.matcher(head.text()).find());
    return isOfPlatform ? new BareLines(unknown.content(), MESSAGE_START, true) : null;
  }

  private static boolean isMessage(byte[] buffer, int start, int limit) {
    int end = Math.min(start + XRAY_LINE.length, limit);
    return !Arrays.equals(buffer, start, end, XRAY_LINE, 0, XRAY_LINE.length);
  }
}

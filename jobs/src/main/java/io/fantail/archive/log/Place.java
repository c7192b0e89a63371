package io.fantail.archive.log;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where log events were kept, as far as the JSON around them says it.
 *
 * @param isForeign whether the line never was in CloudWatch Logs: no group is named, and what
 *     stands for the stream is the container or the host that wrote the line
 */
public record Place(
    @Nullable String logGroup,
    @Nullable String logStream,
    boolean isForeign,
    @Nullable String account) {
  public static final Place UNKNOWN = new Place(null, null, false, null);

  /** The place that the fields of a log event, or of what is around it, tell. */
  public static Place in(JsonNode json) {
    String stream = LogEventFields.logStream(json);
    String writer = stream == null ? LogEventFields.foreignWriter(json) : null;
    String logGroup = LogEventFields.logGroup(json);
    return new Place(
        logGroup,
        stream == null ? writer : stream,
        writer != null && logGroup == null,
        LogEventFields.account(json));
  }

  /** This place, with what it leaves open as another says it. */
  Place orElse(Place other) {
    return other.equals(UNKNOWN)
        ? this
        : new Place(
            logGroup == null ? other.logGroup : logGroup,
            logStream == null ? other.logStream : logStream,
            logStream == null ? other.isForeign : isForeign,
            account == null ? other.account : account);
  }

  boolean isKnown() {
    return logGroup != null || logStream != null;
  }
}

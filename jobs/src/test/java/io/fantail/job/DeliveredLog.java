package io.fantail.job;

import java.util.List;
import java.util.Map;

/** What a subscription filter of CloudWatch Logs delivers of a log stream, as one document. */
final class DeliveredLog {
  private DeliveredLog() {}

  /**
   * The document.
   *
   * @param events each with {@code id, timestamp, message}
   */
  static String of(String group, String stream, List<? extends Map<String, ?>> events) {
    return VendedLog.json(
        Map.of(
            "messageType",
            "DATA_MESSAGE",
            "owner",
            "444455556666",
            "logGroup",
            group,
            "logStream",
            stream,
            "subscriptionFilters",
            List.of("all"),
            "logEvents",
            events));
  }
}

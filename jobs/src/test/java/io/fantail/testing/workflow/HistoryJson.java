package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Events as {@code GetExecutionHistory} answers them on the wire. */
public final class HistoryJson {
  private HistoryJson() {}

  /** Epoch seconds, with as many decimals as there are. */
  public static ObjectNode of(WrittenEvent event) {
    ObjectNode json = ofMillis(event);
    BigDecimal seconds = BigDecimal.valueOf(event.atMillis(), 3).stripTrailingZeros();
    json.put("timestamp", seconds.setScale(Math.max(1, seconds.scale())));
    return json;
  }

  /** With epoch milliseconds, for those who put the time into a form of their own. */
  public static ObjectNode ofMillis(WrittenEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("timestamp", event.atMillis());
    json.put("type", event.type());
    json.put("id", event.id());
    json.put("previousEventId", event.previousId());
    if (event.details() != null) {
      json.set(detailsKey(event.type()), event.details().deepCopy());
    }
    return json;
  }

  private static String detailsKey(String type) {
    String key =
        type.endsWith("StateEntered")
            ? "stateEntered"
            : type.endsWith("StateExited")
                ? "stateExited"
                : Character.toLowerCase(type.charAt(0)) + type.substring(1);
    return key + "EventDetails";
  }
}

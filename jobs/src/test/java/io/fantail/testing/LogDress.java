package io.fantail.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The containers in which log events reach an archive, each written from the log events alone and
 * with nothing of Fantail's. See formats.md, section 5, and {@code archive/} of the corpus.
 */
public enum LogDress {
  /** An object per log stream; neither group nor id. */
  EXPORT_TASK(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(
          events,
          coat,
          event -> "export/0f3c3c5e/" + event.logStream().replace('/', '-') + "/000000.gz",
          event -> withLineEnd(MILLIS.format(event.at()) + " " + event.message()));
    }
  },
  /** What a terminal showed of one group at a time; neither group nor id. */
  LOGS_TAIL(false) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(
          events,
          coat,
          event -> "tail/" + event.logGroup().replace('/', '_') + ".log",
          event ->
              withLineEnd(
                  isoformat(event)
                      + " "
                      + event.logStream()
                      + " "
                      + event.message().stripTrailing()));
    }
  },
  /** Step Functions' events alone: of another line the message does not say what it is of. */
  JSON_LINES(true) {
    @Override
    public boolean holds(LoggedEvent event) {
      return !event.isOfLambda();
    }

    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return texts(events, coat, event -> "vended.jsonl", event -> event.message() + "\n");
    }
  },
  FIREHOSE_MEMBERS(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-members", members(events));
    }

    @Override
    public Set<Coat> coats() {
      return Set.of(Coat.PLAIN);
    }
  },
  FIREHOSE_DOUBLE_GZIP(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-double.gz", ArchiveFiles.gzip(members(events)));
    }

    @Override
    public Set<Coat> coats() {
      return Set.of(Coat.PLAIN);
    }
  },
  FIREHOSE_DECOMPRESSED(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-decompressed", coat.over(String.join("", envelopes(events))));
    }
  },
  /** {@code AppendDelimiterToRecord}: a line feed between records, none behind the last. */
  FIREHOSE_DELIMITED(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-delimited", coat.over(String.join("\n", envelopes(events))));
    }
  },
  /** A function of one's own that ends every record. */
  FIREHOSE_NEWLINES(true) {
    @Override
    public Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat) {
      return Map.of("firehose-newlines", coat.over(String.join("\n", envelopes(events)) + "\n"));
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
  private static final int ENVELOPE_EVENTS = 5;

  private final boolean keepsGroupAndId;

  LogDress(boolean keepsGroupAndId) {
    this.keepsGroupAndId = keepsGroupAndId;
  }

  /** The fields of a Lambda record or an invocation that this form cannot hold. */
  public Set<String> losses() {
    if (!keepsGroupAndId) {
      return Set.of("accountId", "logGroup", "functionName", "eventId");
    }
    return name().startsWith("FIREHOSE_") ? Set.of() : Set.of("accountId");
  }

  /** Whether such an event can be in this form at all. */
  public boolean holds(LoggedEvent event) {
    return true;
  }

  /** What people put around this form. */
  public Set<Coat> coats() {
    return Set.copyOf(Arrays.asList(Coat.values()));
  }

  /**
   * Content by name.
   *
   * @param events in the order of time, all of which this form holds
   */
  public abstract Map<String, byte[]> objects(List<LoggedEvent> events, Coat coat);

  private static Map<String, byte[]> texts(
      List<LoggedEvent> events,
      Coat coat,
      Function<LoggedEvent, String> nameOf,
      Function<LoggedEvent, String> lineOf) {
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    for (LoggedEvent event : events) {
      texts
          .computeIfAbsent(nameOf.apply(event), name -> new StringBuilder())
          .append(lineOf.apply(event));
    }
    Map<String, byte[]> objects = new LinkedHashMap<>();
    texts.forEach((name, text) -> objects.put(name, coat.over(text.toString())));
    return objects;
  }

  /** A message that ends in a line end of its own leaves an empty line, as in the real thing. */
  private static String withLineEnd(String line) {
    return line + "\n";
  }

  /** Python leaves out a fraction that is nothing. */
  private static String isoformat(LoggedEvent event) {
    return (event.at().toEpochMilli() % 1_000 == 0 ? SECONDS : MICROS).format(event.at());
  }

  private static byte[] members(List<LoggedEvent> events) {
    return ArchiveFiles.gzipMembers(envelopes(events).toArray(String[]::new));
  }

  /** The control message that a new subscription sends, and envelopes of few events each. */
  private static List<String> envelopes(List<LoggedEvent> events) {
    List<String> envelopes = new ArrayList<>();
    envelopes.add(control());
    Map<String, List<LoggedEvent>> waiting = new LinkedHashMap<>();
    for (LoggedEvent event : events) {
      List<LoggedEvent> ofStream =
          waiting.computeIfAbsent(event.logStream(), stream -> new ArrayList<>());
      ofStream.add(event);
      if (ofStream.size() == ENVELOPE_EVENTS) {
        envelopes.add(envelope(ofStream));
        ofStream.clear();
      }
    }
    waiting.values().stream()
        .filter(ofStream -> !ofStream.isEmpty())
        .forEach(ofStream -> envelopes.add(envelope(ofStream)));
    return envelopes;
  }

  private static String control() {
    ObjectNode envelope = envelope("CONTROL_MESSAGE", "CloudwatchLogs", "", "");
    envelope
        .withArray("logEvents")
        .addObject()
        .put("id", "")
        .put("timestamp", 1_787_500_000_000L)
        .put("message", "CWL CONTROL MESSAGE: Checking health of destination Firehose.");
    return json(envelope);
  }

  private static String envelope(List<LoggedEvent> events) {
    LoggedEvent first = events.get(0);
    ObjectNode envelope =
        envelope("DATA_MESSAGE", first.owner(), first.logGroup(), first.logStream());
    envelope.withArray("subscriptionFilters").add("all");
    ArrayNode logEvents = envelope.withArray("logEvents");
    for (LoggedEvent event : events) {
      logEvents
          .addObject()
          .put("id", event.id())
          .put("timestamp", event.at().toEpochMilli())
          .put("message", event.message());
    }
    return json(envelope);
  }

  private static ObjectNode envelope(String type, String owner, String group, String stream) {
    ObjectNode envelope =
        MAPPER
            .createObjectNode()
            .put("messageType", type)
            .put("owner", owner)
            .put("logGroup", group)
            .put("logStream", stream);
    envelope.putArray("subscriptionFilters");
    return envelope;
  }

  private static String json(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

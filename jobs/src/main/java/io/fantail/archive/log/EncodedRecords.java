package io.fantail.archive.log;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.json.Head;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.record.SingleRecord;
import io.fantail.text.Json;
import io.fantail.text.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records that hold others in Base64, which are read as if they had been delivered:
 *
 * <ul>
 *   <li>what a function gets of a subscription, {@code {"awslogs": {"data": ...}}}, see "Using
 *       Lambda with CloudWatch Logs"
 *   <li>what a function gets of a Kinesis stream, {@code {"Records": [{"kinesis": {"data":
 *       ...}}]}}, and what {@code GetRecords} answers, {@code {"Records": [{"Data": ...,
 *       "SequenceNumber": ...}]}}
 *   <li>what Firehose gives a function to transform, {@code {"records": [{"recordId": ..., "data":
 *       ...}]}}
 *   <li>what Firehose puts under {@code processing-failed/} and {@code decompression-failed/}:
 *       records that it could not transform, {@code {attemptsMade, arrivalTimestamp, errorCode,
 *       errorMessage, attemptEndingTimestamp, rawData}}; see "Understand data delivery in Amazon
 *       Data Firehose", data delivery failure handling
 * </ul>
 *
 * Any number stands one behind the other, whole or only the elements of their lists.
 */
public final class EncodedRecords extends NestingRecords {
  private static final List<String> DATA =
      List.of("rawData", "awslogs.data", "kinesis.data", "Kinesis.Data", "data", "Data");

  private static final Set<String> BESIDE_DATA =
      Words.setOf("recordId PartitionKey partitionKey SequenceNumber sequenceNumber");

  private ObjectNode fields = Json.MAPPER.createObjectNode();
  private long rootPosition;
  private boolean inRoot;
  private boolean inList;
  private boolean sawList;
  private boolean sawRecords;

  private EncodedRecords(UnknownContent unknown) throws IOException {
    super(unknown);
  }

  /** The records in those of the content, where its first root shows such; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    Head head = unknown.head();
    boolean isUndelivered =
        head.hasRootField("rawData", "attemptsMade")
            && head.hasRootField("errorCode", "errorMessage", "arrivalTimestamp");
    boolean isList = head.rootFields().stream().anyMatch(EncodedRecords::areIn);
    boolean isEncoded =
        isUndelivered
            || holdsData(head.rootFields())
            || ((isList || head.rootFields().isEmpty()) && holdsData(head.eventFields()))
            || (isList && head.eventFields().equals(Set.of("data")));
    if (isEncoded && unknown.content().isWithinRecord()) {
      // Whoever puts one into another has made it by hand, without end if he likes.
      return new SingleRecord(Broken.ofUnknown("an error record within another one", 0));
    }
    return isEncoded ? new EncodedRecords(unknown) : null;
  }

  private static boolean holdsData(Set<String> fields) {
    boolean hasData = fields.contains("data") || fields.contains("Data");
    return fields.contains("awslogs")
        || fields.contains("kinesis")
        || (hasData && fields.stream().anyMatch(BESIDE_DATA::contains));
  }

  /** Whether a field of this name holds a list of such records. */
  private static boolean areIn(String field) {
    return field.equalsIgnoreCase("records");
  }

  @Override
  @Nullable RawRecord take(JsonToken token) throws IOException {
    return inList ? element(token) : inRoot ? field(token) : root(token);
  }

  private @Nullable RawRecord root(JsonToken token) throws IOException {
    rootPosition = json.position();
    sawList = false;
    sawRecords = false;
    if (token == JsonToken.START_OBJECT) {
      inRoot = true;
      fields = Json.MAPPER.createObjectNode();
      return null;
    } else if (token == JsonToken.START_ARRAY) {
      inList = true;
      return null;
    }
    return Broken.ofUnknown(json.readTree(), rootPosition);
  }

  private @Nullable RawRecord field(JsonToken token) throws IOException {
    if (token == JsonToken.END_OBJECT) {
      inRoot = false;
      return sawList ? null : open(fields, rootPosition);
    }
    String name = json.parser().currentName();
    JsonToken value = json.nextToken();
    if (value == JsonToken.START_ARRAY && areIn(name)) {
      inList = true;
      sawList = true;
    } else if (sawList) {
      json.skipChildren();
    } else {
      fields.set(name, json.readTree(rootPosition));
    }
    return null;
  }

  private @Nullable RawRecord element(JsonToken token) throws IOException {
    if (token == JsonToken.END_ARRAY) {
      inList = false;
      return sawRecords ? null : new RawRecord.Noise(rootPosition, NoiseKind.EMPTY_LOG_ANSWER);
    }
    sawRecords = true;
    long position = json.position();
    return open(json.readTree(position), position);
  }

  /** Begins to read what the record holds; a reject when that is nothing. */
  private @Nullable RawRecord open(JsonNode record, long position) {
    try {
      byte[] data = bytesOf(Json.first(record, DATA));
      if (data == null) {
        return Broken.ofUnknown(record, position);
      }
      openNested(data, position);
      return null;
    } catch (IOException | IllegalArgumentException noBytes) {
      return new Broken(position, BrokenReason.MALFORMED_JSON, "no Base64 where data should be");
    }
  }

  /** Some tools decode what they print, and JavaScript prints the bytes of a buffer. */
  private static byte @Nullable [] bytesOf(JsonNode data) throws IOException {
    if (data.isTextual()) {
      return data.binaryValue();
    } else if (data.path("data").isArray()) {
      return Json.MAPPER.convertValue(data.path("data"), byte[].class);
    }
    return data.isObject() ? data.toString().getBytes(StandardCharsets.UTF_8) : null;
  }

  @Override
  protected void forgetRoot() {
    inRoot = false;
    inList = false;
  }
}

package io.fantail.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.archive.RawRecord.Broken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What Firehose puts under {@code processing-failed/} and {@code decompression-failed/}: records
 * that it could not transform, {@code {attemptsMade, arrivalTimestamp, errorCode, errorMessage,
 * attemptEndingTimestamp, rawData}}, one after the other. {@code rawData} is the record as it came,
 * in Base64: it is read as if it had been delivered. See "Understand data delivery in Amazon Data
 * Firehose", data delivery failure handling.
 */
final class FirehoseErrors implements RawRecords {
  private final ObjectContent content;
  private final JsonStream json;
  private @Nullable ArchiveReader undelivered;
  private long nextPosition;
  private long lastPosition;

  FirehoseErrors(ObjectContent content) throws IOException {
    this.content = content;
    this.json = new JsonStream(content.open());
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    try {
      RawRecord record = nextRecord();
      json.endRecord();
      return record;
    } catch (JsonProcessingException damage) {
      return json.skipDamage(damage);
    }
  }

  private @Nullable RawRecord nextRecord() throws IOException {
    while (true) {
      RawRecord record = undelivered == null ? null : undelivered.next();
      if (record != null) {
        // Where it stands within the Base64 says nothing; what matters is that none shares its
        // place.
        return record.at(Math.min(nextPosition++, lastPosition));
      }
      closeUndelivered();
      JsonToken token = json.nextToken();
      if (token == null) {
        return null;
      }
      nextPosition = json.position();
      byte[] rawData = token == JsonToken.START_OBJECT ? rawData() : null;
      if (rawData == null) {
        json.skipChildren();
        return new Broken(nextPosition, BrokenReason.UNKNOWN_FORMAT, "");
      }
      lastPosition = json.position();
      undelivered = new ArchiveReader(content.within(rawData));
    }
  }

  /** Reads the object to its end; null when it has no such field. */
  private byte @Nullable [] rawData() throws IOException {
    byte[] rawData = null;
    JsonParser parser = json.parser();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean isRawData = parser.currentName().equals("rawData");
      JsonToken value = json.nextToken();
      if (isRawData && value == JsonToken.VALUE_STRING) {
        rawData = parser.getBinaryValue();
      } else {
        json.skipChildren();
      }
    }
    return rawData;
  }

  private void closeUndelivered() throws IOException {
    if (undelivered != null) {
      undelivered.close();
      undelivered = null;
    }
  }

  @Override
  public long position() {
    return json.recordEnd();
  }

  @Override
  public void close() throws IOException {
    closeUndelivered();
    json.close();
  }
}

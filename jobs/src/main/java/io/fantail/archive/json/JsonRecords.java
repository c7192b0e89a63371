package io.fantail.archive.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecords;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads records out of JSON. What is damaged becomes one broken record, and reading goes on at the
 * next root.
 */
public abstract class JsonRecords implements RawRecords {
  protected final JsonStream json;

  protected JsonRecords(InputStream content) throws IOException {
    this.json = new JsonStream(content);
  }

  /** Reads on up to the next record; null at the end. */
  protected abstract @Nullable RawRecord read() throws IOException;

  /** Forgets what was read of a root that is damaged, where anything of it is kept. */
  protected void forgetRoot() {}

  @Override
  public final @Nullable RawRecord next() throws IOException {
    try {
      RawRecord record = read();
      json.endRecord();
      return record;
    } catch (JsonProcessingException damage) {
      forgetRoot();
      return json.skipDamage(damage);
    }
  }

  @Override
  public final long position() {
    return json.recordEnd();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}

package io.fantail.event.collected;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.text.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The objects of one task on their way to it, as deflated JSON. Kryo, which a cluster may be set
 * to, cannot read a record; and the driver keeps the tasks of a run until it ends: addresses differ
 * in little, and a million of them in full take more memory than all the rest there.
 */
final class PackedTask {
  private PackedTask() {}

  static byte[] pack(List<ArchiveObject> task) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (OutputStream out = new DeflaterOutputStream(packed, fast)) {
      Json.MAPPER.writeValue(out, task);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    } finally {
      fast.end();
    }
    return packed.toByteArray();
  }

  static List<ArchiveObject> unpack(byte[] packed) {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return List.of(Json.MAPPER.readValue(in, ArchiveObject[].class));
    } catch (IOException impossible) {
      throw new UncheckedIOException("written by this very class", impossible);
    }
  }
}

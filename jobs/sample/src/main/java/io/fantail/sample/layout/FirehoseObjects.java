package io.fantail.sample.layout;

import io.fantail.sample.world.Randomness;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The objects one Firehose delivers: every envelope is a gzip member of its own, and every other
 * object is compressed once more and named {@code .gz}. Some envelopes come twice, later.
 */
final class FirehoseObjects {
  private static final int EVERY_REPEATED = 50;
  private static final int REPEATED_FIRST = 3;
  private static final int REPEATED_AFTER = 4;
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

  private final BackgroundWriter writer;
  private final Path prefix;
  private final String deliveryStream;
  private final long mostObjectBytes;
  private final Randomness random;
  private @Nullable OutputStream object;
  private byte @Nullable [] held;
  private int heldEvents;
  private int heldFor;
  private long heldAt;
  private long objectBytes;
  private int objects;
  private int envelopes;
  private long messages;
  private long duplicates;
  private long controlMessages;

  /**
   * @param mostObjectBytes bytes of an object before compression
   * @param firstMessage the number of its first message; ids are unique across delivery streams
   */
  FirehoseObjects(
      BackgroundWriter writer,
      Path prefix,
      String deliveryStream,
      long mostObjectBytes,
      long firstMessage,
      Randomness random) {
    this.writer = writer;
    this.prefix = prefix.resolve(deliveryStream);
    this.deliveryStream = deliveryStream;
    this.mostObjectBytes = mostObjectBytes;
    this.messages = firstMessage;
    this.random = random;
  }

  long duplicates() {
    return duplicates;
  }

  long controlMessages() {
    return controlMessages;
  }

  /** Delivers an envelope, and perhaps an earlier one again. */
  void deliver(FirehoseEnvelope envelope) {
    try {
      long at = envelope.messages().get(0).at();
      LineBuffer bytes = new LineBuffer();
      envelope.write(bytes, messages);
      messages += envelope.messages().size();
      append(bytes.toByteArray(), at);
      if (held != null && --heldFor == 0) {
        deliverHeld();
      }
      if (envelopes++ % EVERY_REPEATED == REPEATED_FIRST) {
        held = bytes.toByteArray();
        heldEvents = envelope.messages().size();
        heldFor = REPEATED_AFTER;
        heldAt = at;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deliverHeld() throws IOException {
    byte[] again = held;
    if (again == null) {
      return;
    }
    append(again, heldAt);
    duplicates += heldEvents;
    held = null;
  }

  private void append(byte[] envelope, long at) throws IOException {
    OutputStream target = object;
    if (target == null || objectBytes + envelope.length > mostObjectBytes) {
      closeObject();
      target = nextObject(at);
      object = target;
    }
    member(target, envelope);
    objectBytes += envelope.length;
  }

  private OutputStream nextObject(long at) throws IOException {
    boolean twiceCompressed = objects % 2 == 1;
    boolean tested = objects % 3 == 0;
    objects++;
    Instant time = Instant.ofEpochMilli(at);
    String name =
        deliveryStream
            + "-1-"
            + NAME.format(time)
            + "-"
            + random.uuid(4)
            + (twiceCompressed ? ".gz" : "");
    Path path = prefix.resolve(FOLDER.format(time)).resolve(name);
    Files.createDirectories(path.getParent());
    OutputStream file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    OutputStream opened = twiceCompressed ? BackgroundFile.gzip(file) : file;
    objectBytes = 0;
    if (tested) {
      LineBuffer control = new LineBuffer();
      FirehoseEnvelope.writeControl(control, at);
      member(opened, control.toByteArray());
      controlMessages++;
    }
    return opened;
  }

  private void member(OutputStream target, byte[] envelope) {
    writer.submit(
        () -> {
          LineBuffer compressed = new LineBuffer();
          try (OutputStream gzip = BackgroundFile.gzip(compressed)) {
            gzip.write(envelope);
          }
          compressed.writeTo(target);
        });
  }

  private void closeObject() {
    OutputStream done = object;
    if (done != null) {
      writer.submit(done::close);
    }
    object = null;
  }

  void close() {
    try {
      deliverHeld();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeObject();
  }
}

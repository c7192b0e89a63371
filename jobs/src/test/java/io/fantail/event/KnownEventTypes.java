package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import java.util.List;
import java.util.stream.IntStream;

/** The types of {@link EventTypes}, for tests of other packages. */
public final class KnownEventTypes {
  private static final int COUNT = 62;

  private KnownEventTypes() {}

  public static List<String> all() {
    return IntStream.rangeClosed(1, COUNT)
        .mapToObj(code -> EventTypes.read(new Input(new byte[] {(byte) code})))
        .toList();
  }
}

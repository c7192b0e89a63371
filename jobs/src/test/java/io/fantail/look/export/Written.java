package io.fantail.look.export;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Files of an export in memory. */
public final class Written implements ExportFiles {
  private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

  @Override
  public OutputStream create(String name) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    if (files.putIfAbsent(name, file) != null) {
      throw new IllegalStateException("written twice: " + name);
    }
    return file;
  }

  public Map<String, ByteArrayOutputStream> files() {
    return files;
  }

  public byte[] bytes(String name) {
    return file(name).toByteArray();
  }

  public String text(String name) {
    return file(name).toString(StandardCharsets.UTF_8);
  }

  private ByteArrayOutputStream file(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }
}

package io.fantail.text;

import org.jspecify.annotations.Nullable;

/** The version of this program, as the manifest of its jar has it. */
public final class ProgramVersion {
  public static final String NUMBER = fromManifest();

  private ProgramVersion() {}

  private static String fromManifest() {
    @Nullable String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

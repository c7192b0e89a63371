package io.fantail.job.session;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the jar's manifest carries. */
public final class Version implements IVersionProvider {
  public static final String NUMBER = fromManifest();

  @Override
  public String[] getVersion() {
    return new String[] {"fantail " + NUMBER};
  }

  private static String fromManifest() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

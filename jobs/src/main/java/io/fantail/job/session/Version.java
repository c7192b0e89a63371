package io.fantail.job.session;

import io.fantail.text.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the jar's manifest carries. */
public final class Version implements IVersionProvider {
  public static final String NUMBER = ProgramVersion.NUMBER;

  @Override
  public String[] getVersion() {
    return new String[] {"fantail " + NUMBER};
  }
}

package io.fantail.testing.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What an archive of a world shows, noted while it was written. */
public final class Evidence {
  /** What was kept of the executions, by their ARNs. */
  final Map<String, Keeping> kept = new HashMap<>();

  /** Functions whose logs are there. */
  final Set<TrueFunction> loggedFunctions = new HashSet<>();

  /** Children whose Map Run some answer names, and executions that were described. */
  final Set<String> described = new HashSet<>();

  /** Executions whose input can be read. */
  final Set<String> inputs = new HashSet<>();

  /** Executions that an answer to an attempt of their starter names. */
  final Set<String> named = new HashSet<>();

  /** What {@code DescribeMapRun} said, by the Map Run's ARN. */
  final Map<String, TrueCounts> reported = new HashMap<>();

  public Keeping keeping(String arn) {
    return kept.getOrDefault(arn, Keeping.NOTHING);
  }

  public boolean isLogged(TrueFunction function) {
    return loggedFunctions.contains(function);
  }

  public boolean isDescribed(String arn) {
    return described.contains(arn);
  }

  public boolean showsInput(String arn) {
    return inputs.contains(arn);
  }

  public boolean isNamedByStarter(String arn) {
    return named.contains(arn);
  }

  public Map<String, TrueCounts> reported() {
    return Map.copyOf(reported);
  }
}

package io.fantail.archive.place;

import java.io.Serializable;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Reads one name out of the address of an object. */
public final class NameFromKey implements Serializable {
  private static final long serialVersionUID = 1;

  private final KeyPattern pattern;
  private final String group;

  /**
   * Reads what the user wrote.
   *
   * @throws IllegalArgumentException when the expression does not compile or lacks the group
   */
  public NameFromKey(String regex, String group) {
    this.pattern = new KeyPattern(regex);
    this.group = group;
    if (!pattern.hasGroup(group)) {
      throw new IllegalArgumentException("has no group (?<" + group + ">...)");
    }
  }

  /** The name; null where the address does not match. */
  @Nullable String nameOf(String uri) {
    Matcher match = pattern.find(uri);
    String name = match == null ? null : KeyPattern.textOf(match, group);
    return name == null || name.isEmpty() ? null : name;
  }
}

package io.fantail.testing.workflow;

/** A function: in each account and region, another one may have its name. */
public record TrueFunction(String account, String region, String name) {
  String arn() {
    return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
  }

  /** One of four functions logs JSON. */
  boolean logsJson() {
    return Math.floorMod(name.hashCode(), 4) == 0;
  }

  @Override
  public String toString() {
    return account + ":" + region + ":" + name;
  }
}

package io.fantail.report.trait;

import io.fantail.shape.Fields;

/** A factor with the value that a child has of it; it may have several values of one factor. */
public record Trait(Factor factor, String value) {
  private static final Factor[] FACTORS = Factor.values();

  public static final String YES = "true";

  public static Trait shape(Fields<Trait> fields) {
    return new Trait(fields.constant(FACTORS, Trait::factor), fields.repeated(Trait::value));
  }

  /** That a factor is there. */
  public static Trait of(Factor factor) {
    return new Trait(factor, YES);
  }
}

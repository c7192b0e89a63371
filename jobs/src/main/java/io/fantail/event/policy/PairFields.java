package io.fantail.event.policy;

import java.util.Locale;
import java.util.Set;

/**
 * The fields of name/value pairs, {@code {"Name": "password", "Value": "x"}}: how AWS, Kubernetes,
 * OpenTelemetry, HAR and .NET call them.
 */
final class PairFields {
  private static final Set<String> NAMES =
      Set.of("k", "field", "header", "parameter", "variable", "attribute", "property", "option");
  private static final Set<String> VALUES = Set.of("v", "val", "content", "text", "data");

  private static final Set<String> TYPES =
      Set.of("string", "integer", "int", "i4", "real", "double", "data", "base64", "date");

  private PairFields() {}

  /** {@code name}, {@code key}, and what ends so: {@code ParameterName}. */
  static boolean isName(String field) {
    String lowerCase = field.toLowerCase(Locale.ROOT);
    return lowerCase.endsWith("name") || lowerCase.endsWith("key") || NAMES.contains(lowerCase);
  }

  /** {@code value}, {@code values}, and what ends so: {@code StringValue}. */
  static boolean isValue(String field) {
    String lowerCase = field.toLowerCase(Locale.ROOT);
    return lowerCase.endsWith("value")
        || lowerCase.endsWith("values")
        || VALUES.contains(lowerCase);
  }

  /** The elements around a value in Apple's property lists and in XML-RPC. */
  static boolean isType(String element) {
    return TYPES.contains(element.toLowerCase(Locale.ROOT));
  }
}

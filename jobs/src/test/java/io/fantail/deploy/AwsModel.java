package io.fantail.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads JSON as AWS does, but strictly: by the fields of a class of the AWS SDK, of which each
 * knows its name and type. What no field takes is a fault.
 */
final class AwsModel {
  private final UnaryOperator<String> spelling;
  private final List<String> faults = new ArrayList<>();

  private AwsModel(UnaryOperator<String> spelling) {
    this.spelling = spelling;
  }

  /** The faults of a request or a part of one, as the API and the command line take it. */
  static List<String> faultsOf(JsonNode json, SdkPojo builder) {
    return faultsOf(json, builder, UnaryOperator.identity());
  }

  /**
   * The same where a schedule or a state machine makes the call: there names begin with capitals.
   */
  static List<String> faultsOfCall(JsonNode json, SdkPojo builder) {
    return faultsOf(json, builder, AwsModel::capitalized);
  }

  private static List<String> faultsOf(
      JsonNode json, SdkPojo builder, UnaryOperator<String> spelling) {
    AwsModel model = new AwsModel(spelling);
    model.object("$", json, builder);
    return model.faults;
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private void object(String at, JsonNode json, SdkPojo builder) {
    if (!json.isObject()) {
      faults.add(at + " is no object");
      return;
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String where = at + "." + member.getKey();
      Optional<SdkField<?>> field =
          builder.sdkFields().stream()
              .filter(each -> spelling.apply(each.locationName()).equals(member.getKey()))
              .findFirst();
      if (field.isEmpty()) {
        faults.add(where + " is not known");
      } else if (value(where, member.getValue(), field.get())) {
        checkWord(where, member.getValue(), field.get(), builder);
      }
    }
  }

  /** Whether it is a text, which may have to be one of certain words. */
  private boolean value(String at, JsonNode json, SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      object(at, json, Objects.requireNonNull(field.constructor()).get());
    } else if (type == MarshallingType.LIST) {
      SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
      expect(at, json.isArray(), "list");
      json.forEach(each -> value(at + "[]", each, item));
    } else if (type == MarshallingType.MAP) {
      SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
      expect(at, json.isObject(), "object");
      json.properties().forEach(each -> value(at + "." + each.getKey(), each.getValue(), item));
    } else if (type == MarshallingType.STRING) {
      return expect(at, json.isTextual(), "text");
    } else if (type == MarshallingType.BOOLEAN) {
      expect(at, json.isBoolean(), "true or false");
    } else if (type == MarshallingType.INTEGER || type == MarshallingType.LONG) {
      expect(at, json.isIntegralNumber(), "whole number");
    } else if (type == MarshallingType.DOUBLE) {
      expect(at, json.isNumber(), "number");
    } else {
      faults.add(at + " is of a type that nobody here expects: " + type);
    }
    return false;
  }

  private boolean expect(String at, boolean isSo, String type) {
    if (!isSo) {
      faults.add(at + " should be a " + type);
    }
    return isSo;
  }

  /** A text of a field that has an enumeration is one of its words. */
  private void checkWord(String at, JsonNode json, SdkField<?> field, SdkPojo builder) {
    Class<?> model = ((Buildable) builder).build().getClass();
    String name = field.memberName();
    String getter = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    try {
      Class<?> type = model.getMethod(getter).getReturnType();
      if (type.isEnum()) {
        Method fromValue = type.getMethod("fromValue", String.class);
        String word = ((Enum<?>) fromValue.invoke(null, json.textValue())).name();
        expect(at, !word.equals("UNKNOWN_TO_SDK_VERSION"), type.getSimpleName());
      }
    } catch (ReflectiveOperationException otherName) {
      faults.add(at + " is a field without a getter: " + otherName.getMessage());
    }
  }
}

package io.fantail.event.failure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Failures in the forms of runtimes and services, in which {@code {kind}} stands for what differs
 * from one occurrence to the next.
 */
final class ErrorFamilies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String BASE_64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] NAMES = {
    "order", "customer name", "it's", "Größe", "注文", "a b", "x", "Straße 7", "", "ünïcode-9"
  };

  private final Random random;

  ErrorFamilies(long seed) {
    this.random = new Random(seed);
  }

  /** A failure as Step Functions tells it. */
  record Told(String error, String cause) {}

  /** A message with what differs filled in. */
  String filled(String form) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int open = form.indexOf("{"); open >= 0; open = form.indexOf("{", from)) {
      int close = form.indexOf("}", open);
      String value = close < 0 ? null : value(form.substring(open + 1, close));
      text.append(form, from, value == null ? open + 1 : open).append(value == null ? "" : value);
      from = value == null ? open + 1 : close + 1;
    }
    return text.append(form.substring(from)).toString();
  }

  private @Nullable String value(String kind) {
    return switch (kind) {
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      case "n" -> String.valueOf(random.nextInt(1_000_000));
      case "long" -> String.valueOf(random.nextLong(Long.MAX_VALUE));
      case "decimal" -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 900);
      case "hex8" -> hex(8);
      case "hex32" -> hex(32);
      case "pointer" -> "0x" + hex(6 + random.nextInt(7));
      case "ulid" -> "01" + of(CROCKFORD, 24);
      case "s3id" -> "A" + of(CROCKFORD, 14) + "7";
      case "base64" -> of(BASE_64.substring(0, 62), 30) + "1" + of(BASE_64, 33) + "==";
      case "account" -> String.valueOf(100_000_000_000L + random.nextInt(1_000_000_000));
      case "ip" ->
          random.nextInt(256)
              + "."
              + random.nextInt(256)
              + "."
              + random.nextInt(256)
              + "."
              + random.nextInt(256);
      case "ipv6" -> hex(4) + ":" + hex(4) + "::" + hex(1 + random.nextInt(4));
      case "port" -> String.valueOf(1_024 + random.nextInt(60_000));
      case "mail" ->
          of("abcdefgh", 5) + "." + random.nextInt(99) + "+x@mail" + hex(3) + ".example.com";
      case "iso" ->
          String.format(
              Locale.ROOT,
              "20%02d-%02d-%02dT%02d:%02d:%02d%s",
              random.nextInt(40),
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              random.nextInt(24),
              random.nextInt(60),
              random.nextInt(60),
              new String[] {"Z", ".477Z", ".477000+00:00", "+01:00", ""}[random.nextInt(5)]);
      case "spaced" ->
          String.format(
              Locale.ROOT,
              "2026-%02d-%02d %02d:%02d:%02d%s",
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              random.nextInt(24),
              random.nextInt(60),
              random.nextInt(60),
              new String[] {"", ".123456", ",123", " UTC", "+00:00"}[random.nextInt(5)]);
      case "rfc" ->
          String.format(
              Locale.ROOT,
              "%s, %02d %s 2026 %02d:%02d:%02d GMT",
              DAYS[random.nextInt(7)],
              1 + random.nextInt(28),
              MONTHS[random.nextInt(12)],
              random.nextInt(24),
              random.nextInt(60),
              random.nextInt(60));
      case "ctime" ->
          String.format(
              Locale.ROOT,
              "%s %s %2d %02d:%02d:%02d 2026",
              DAYS[random.nextInt(7)],
              MONTHS[random.nextInt(12)],
              1 + random.nextInt(28),
              random.nextInt(24),
              random.nextInt(60),
              random.nextInt(60));
      case "quoted" -> "'" + NAMES[random.nextInt(NAMES.length)].replace("'", "\\'") + hex(4) + "'";
      case "double" -> '"' + NAMES[random.nextInt(NAMES.length)] + random.nextInt(99) + '"';
      case "back" -> '`' + NAMES[random.nextInt(NAMES.length)].replace("'", "") + hex(3) + '`';
      case "path" -> "/tmp/" + hex(8) + "/in-" + random.nextInt(99) + ".csv";
      case "windows" -> "C:\\work\\" + hex(6) + "\\data.json";
      case "s3" ->
          "s3://bucket-" + hex(4) + "/orders/" + hex(8) + "/part-" + random.nextInt(9) + ".parquet";
      case "key" -> "orders/2026/" + random.nextInt(12) + "/" + hex(8) + ".json";
      case "url" ->
          "https://api-"
              + hex(3)
              + ".example.com/v1/orders/"
              + random.nextInt(999)
              + "?t="
              + hex(6);
      case "list" -> list();
      case "orderid" -> "ord-" + hex(8);
      default -> null;
    };
  }

  private String list() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(5); i++) {
      values.add("'" + hex(5) + "'");
    }
    return values.toString();
  }

  private String hex(int chars) {
    return of("0123456789abcdef", chars);
  }

  private String of(String signs, int chars) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < chars; i++) {
      text.append(signs.charAt(random.nextInt(signs.length())));
    }
    return text.toString();
  }

  /** As the payload of Python: the innermost frame last. */
  Told python(String type, String message, String function) {
    return new Told(
        type,
        json(
            "errorMessage", filled(message),
            "errorType", type,
            "requestId", filled("{uuid}"),
            "stackTrace",
                List.of(
                    "  File \"/var/task/app.py\", line " + line() + ", in handler\n    go()\n",
                    "  File \"/var/task/orders/steps.py\", line "
                        + line()
                        + ", in "
                        + function
                        + "\n    raise\n",
                    "  File \"/var/runtime/botocore/client.py\", line "
                        + line()
                        + ", in _api_call\n",
                    "  File \"/var/lang/lib/python3.12/json/decoder.py\", line 3, in decode\n")));
  }

  Told node(String type, String message, String function) {
    return new Told(
        type,
        json(
            "errorType", type,
            "errorMessage", filled(message),
            "trace",
                List.of(
                    type + ": " + filled(message),
                    "    at node:internal/process/task_queues:95:5",
                    "    at " + function + " (file:///var/task/src/orders.mjs:" + line() + ":17)",
                    "    at async Runtime.handler (file:///var/task/index.mjs:" + line() + ":3)")));
  }

  Told java(String type, String message, String function) {
    return new Told(
        "java.lang.RuntimeException",
        json(
            "errorMessage",
            "java.util.concurrent.CompletionException: " + type + ": " + filled(message),
            "errorType",
            "java.lang.RuntimeException",
            "stackTrace",
            List.of(
                "com.acme.orders.Handler.handleRequest(Handler.java:" + line() + ")",
                "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Unknown Source)"),
            "cause",
            Map.of(
                "errorMessage", filled(message),
                "errorType", type,
                "stackTrace",
                    List.of(
                        "java.base/java.util.Optional.orElseThrow(Unknown Source)",
                        "software.amazon.awssdk.core.Client.invoke(Client.java:" + line() + ")",
                        "com.acme.orders.Steps." + function + "(Steps.java:" + line() + ")",
                        "com.acme.orders.Steps.lambda$run$" + line() + "(Steps.java:7)"))));
  }

  Told dotnet(String type, String message, String function) {
    return new Told(
        type,
        json(
            "errorType", type,
            "errorMessage", filled(message),
            "stackTrace",
                List.of(
                    "at System.Text.Json.ThrowHelper.Throw()",
                    "at Acme.Orders.Steps."
                        + function
                        + "(Order order) in /src/Steps.cs:line "
                        + line(),
                    "at Acme.Orders.Function.<FunctionHandler>d__" + line() + ".MoveNext()",
                    "at lambda_method"
                        + line()
                        + "(Closure , Stream , ILambdaContext , Stream )")));
  }

  Told ruby(String type, String message, String function) {
    return new Told(
        "Function<" + type + ">",
        json(
            "errorMessage", filled(message),
            "errorType", "Function<" + type + ">",
            "stackTrace",
                List.of(
                    "/var/task/vendor/bundle/ruby/3.3.0/gems/x-1.2/lib/x.rb:"
                        + line()
                        + ":in `call'",
                    "/var/task/orders.rb:" + line() + ":in `" + function + "'",
                    "/var/runtime/lib/aws_lambda_ric.rb:123:in `run_user_code'")));
  }

  Told go(String type, String message) {
    return new Told(type, json("errorMessage", filled(message), "errorType", type));
  }

  /** The same as the failure of a child that a state started and waited for. */
  Told ofChild(Told inner) {
    return new Told(
        "States.TaskFailed",
        json(
            "ExecutionArn", filled("arn:aws:states:eu-west-1:{account}:execution:child:{uuid}"),
            "Input", filled("{\"message\":\"{uuid}\",\"Cause\":\"{hex8}\"}"),
            "InputDetails", Map.of("Included", true),
            "Name", filled("{uuid}"),
            "StartDate", line(),
            "StateMachineArn", filled("arn:aws:states:eu-west-1:{account}:stateMachine:child"),
            "Status", "FAILED",
            "StopDate", line(),
            "Error", inner.error(),
            "Cause", inner.cause()));
  }

  private int line() {
    return 1 + random.nextInt(5_000);
  }

  static String json(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      return JSON.writeValueAsString(object);
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A change that is applied so many times. */
  static <T> T times(int times, T first, UnaryOperator<T> change) {
    T value = first;
    for (int i = 0; i < times; i++) {
      value = change.apply(value);
    }
    return value;
  }
}

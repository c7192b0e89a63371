package io.fantail.sample.failure;

import io.fantail.sample.failure.ErrorFamily.Maker;
import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.Json;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.LambdaFunction.Deployment;
import io.fantail.sample.world.LambdaRuntime;
import io.fantail.sample.world.PythonError;
import java.util.List;

/** The carriers' functions, one of each runtime, and two ways for each to fail. */
public final class ErrorFamilies {
  private static final LambdaFunction POST = carrier("carrier-post", LambdaRuntime.PYTHON);
  private static final LambdaFunction BIKE = carrier("carrier-bike", LambdaRuntime.NODE);
  private static final LambdaFunction FREIGHT = carrier("carrier-freight", LambdaRuntime.JAVA);
  private static final LambdaFunction DRONE = carrier("carrier-drone", LambdaRuntime.GO);
  private static final LambdaFunction RAIL = carrier("carrier-rail", LambdaRuntime.RUBY);
  private static final LambdaFunction AIR = carrier("carrier-air", LambdaRuntime.DOTNET);

  /** The functions that raise them, one of each runtime. */
  public static final List<LambdaFunction> FUNCTIONS =
      List.of(POST, BIKE, FREIGHT, DRONE, RAIL, AIR);

  /** All of them: two of each runtime. */
  public static final List<ErrorFamily> FAMILIES =
      List.of(
          family("post-connect-timeout", POST, ErrorFamilies::connectTimeout),
          family("post-validation-json", POST, ErrorFamilies::validation),
          family("bike-rejected", BIKE, ErrorFamilies::rejected),
          family("bike-nested-json", BIKE, ErrorFamilies::nestedJson),
          family("freight-no-rate", FREIGHT, ErrorFamilies::noRate),
          family("freight-lock-held", FREIGHT, ErrorFamilies::lockHeld),
          family("drone-no-file", DRONE, ErrorFamilies::noFile),
          family("drone-condition-failed", DRONE, ErrorFamilies::conditionFailed),
          family("rail-undefined-method", RAIL, ErrorFamilies::undefinedMethod),
          family("rail-no-such-key", RAIL, ErrorFamilies::noSuchKey),
          family("air-no-match", AIR, ErrorFamilies::noMatch),
          family("air-deep-json", AIR, ErrorFamilies::deepJson));

  private ErrorFamilies() {}

  private static LambdaFunction carrier(String name, LambdaRuntime runtime) {
    return new LambdaFunction(name, 90, 30_000, 256).with(Deployment.latest(runtime));
  }

  private static ErrorFamily family(String name, LambdaFunction function, Maker maker) {
    return new ErrorFamily(name, function, maker);
  }

  private static FunctionError connectTimeout(String family, Values values) {
    String host = values.address();
    String message =
        ("HTTPSConnectionPool(host='%s', port=%s): Max retries exceeded with url:"
                + " /v2/shipments/%s?weight=%s (Caused by ConnectTimeoutError("
                + "<urllib3.connection.HTTPSConnection object at 0x7f%s>, 'Connection to %s timed"
                + " out. (connect timeout=3)'))")
            .formatted(
                host, values.number(65_000), values.uuid(), values.decimal(), values.hex(10), host);
    return new PythonError(
        "ConnectTimeout", message, 88, "response = session.post(url, json=parcel)", family);
  }

  private static FunctionError validation(String family, Values values) {
    String message =
        "{\"code\": \"VALIDATION\", \"order\": \"%s\", \"detail\": {\"field\": \"weight\", \"given\": %s, \"customer\": \"%s\"}}"
            .formatted(values.order(), values.decimal(), values.person());
    return new PythonError(
        "ValueError", message, 41, "raise ValueError(json.dumps(problem))", family);
  }

  private static FunctionError rejected(String family, Values values) {
    String message =
        "Carrier rejected parcel %s of \"%s\" <%s> after %sms"
            .formatted(values.uuid(), values.person(), values.email(), values.number(9_000));
    return new RaisedError(
        LambdaRuntime.NODE,
        family,
        "Error",
        message,
        "book (file:///var/task/carrier.mjs:61:11)",
        "process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
        "async Runtime.handler (file:///var/task/index.mjs:18:20)");
  }

  private static FunctionError nestedJson(String family, Values values) {
    String innermost =
        "{\"reason\":\"over limit\",\"parcel\":\"%s\",\"kg\":%s}"
            .formatted(values.order(), values.decimal());
    String message =
        "Request failed with status code 422: {\"error\":{\"message\":%s,\"traceId\":\"%s\"}}"
            .formatted(Json.quoted(innermost), values.hex(32));
    return new RaisedError(
        LambdaRuntime.NODE,
        family,
        "Error",
        message,
        "settle (file:///var/task/node_modules/axios/lib/core/settle.js:19:12)",
        "IncomingMessage.handleStreamEnd"
            + " (file:///var/task/node_modules/axios/lib/adapters/http.js:599:11)",
        "async Runtime.handler (file:///var/task/index.mjs:23:22)");
  }

  private static FunctionError noRate(String family, Values values) {
    String message =
        "No rate for parcel PCL-%06d of %s kg to '%s' at %s"
            .formatted(values.number(999_999), values.decimal(), values.place(), values.time());
    RaisedError root =
        new RaisedError(
            LambdaRuntime.JAVA,
            family,
            "java.net.SocketTimeoutException",
            "Read timed out after "
                + values.number(9_000)
                + " ms from /"
                + values.address()
                + ":8443",
            "java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)",
            "com.example.freight.RateClient.ask(RateClient.java:77)");
    RaisedError between =
        new RaisedError(
            LambdaRuntime.JAVA,
            family,
            "java.io.UncheckedIOException",
            "java.net.SocketTimeoutException: rate service, request " + values.uuid(),
            "com.example.freight.RateClient.rate(RateClient.java:52)");
    return new RaisedError(
            LambdaRuntime.JAVA,
            family,
            "com.example.freight.NoRateException",
            message,
            "com.example.freight.Booking.rateOf(Booking.java:114)",
            "com.example.freight.Handler.handleRequest(Handler.java:39)",
            "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Unknown Source)")
        .causedBy(between.causedBy(root));
  }

  private static FunctionError lockHeld(String family, Values values) {
    String message =
        "Lock depot/%s is held by i-0%s since %s (lease of %s ms, token tok_3%s)"
            .formatted(
                values.number(900),
                values.hex(16),
                values.epochMillis(),
                values.number(90_000),
                values.letters(22, 62));
    return new RaisedError(
        LambdaRuntime.JAVA,
        family,
        "java.lang.IllegalStateException",
        message,
        "com.example.freight.DepotLock.acquire(DepotLock.java:58)",
        "com.example.freight.Handler.handleRequest(Handler.java:33)");
  }

  private static FunctionError noFile(String family, Values values) {
    String message =
        "print label: open /tmp/labels/%s/page-%s.pdf: no such file or directory"
            .formatted(values.uuid(), values.number(400));
    return new RaisedError(LambdaRuntime.GO, family, "wrapError", message);
  }

  private static FunctionError conditionFailed(String family, Values values) {
    String message =
        ("book flight: operation error DynamoDB: PutItem, https response error StatusCode: 400, RequestID: %s,"
                + " ConditionalCheckFailedException: flight %s of \"%s\" is no longer free")
            .formatted(values.letters(52, 36), values.order(), values.person());
    return new RaisedError(LambdaRuntime.GO, family, "wrapError", message);
  }

  private static FunctionError undefinedMethod(String family, Values values) {
    String message =
        "undefined method 'postcode' for #<Parcel:0x0000%s @id=%s, @owner=\"%s\">"
            .formatted(values.hex(12), values.number(9_999_999), values.person());
    return new RaisedError(
        LambdaRuntime.RUBY,
        family,
        "Function<NoMethodError>",
        message,
        "/var/task/rail.rb:27:in 'Rail#route'",
        "/var/task/app.rb:9:in 'Object#handler'");
  }

  private static FunctionError noSuchKey(String family, Values values) {
    String message =
        "The specified key does not exist: s3://waybills-eu/2026/08/24/%s/%s.xml (from %s)"
            .formatted(values.order(), values.uuid(), values.address6());
    return new RaisedError(
        LambdaRuntime.RUBY,
        family,
        "Function<Aws::S3::Errors::NoSuchKey>",
        message,
        "/var/task/vendor/bundle/ruby/3.4.0/gems/aws-sdk-core-3.220.1/lib/seahorse/client/plugins/raise_response_errors.rb:17:in 'call'",
        "/var/task/rail.rb:44:in 'Rail#waybill'",
        "/var/task/app.rb:12:in 'Object#handler'");
  }

  private static FunctionError noMatch(String family, Values values) {
    String message =
        "Sequence contains no element for tenant '%s' in C:\\work\\tariffs\\%s.csv"
            .formatted(values.uuid(), values.number(5_000));
    return new RaisedError(
        LambdaRuntime.DOTNET,
        family,
        "InvalidOperationException",
        message,
        "System.Linq.ThrowHelper.ThrowNoMatchException()",
        "Air.Tariffs.Find(String tenant) in /src/Air/Tariffs.cs:line 31",
        "Air.Function.Handler(Parcel parcel, ILambdaContext context) in /src/Air/Function.cs:line 22");
  }

  /** JSON in a string of JSON in a string of JSON, below another exception. */
  private static FunctionError deepJson(String family, Values values) {
    String innermost =
        "{\"awb\":\"%s-%08d\",\"holder\":\"%s\"}"
            .formatted(values.number(999), values.number(99_999_999), values.person());
    String between =
        "{\"status\":409,\"at\":\"%s\",\"detail\":%s}"
            .formatted(values.time(), Json.quoted(innermost));
    String message =
        "{\"title\":\"Conflict\",\"instance\":\"/bookings/%s\",\"body\":%s}"
            .formatted(values.uuid(), Json.quoted(between));
    RaisedError cause =
        new RaisedError(
            LambdaRuntime.DOTNET,
            family,
            "HttpRequestException",
            message,
            "Air.Booking.Send(HttpRequestMessage request) in /src/Air/Booking.cs:line 64");
    return new RaisedError(
            LambdaRuntime.DOTNET,
            family,
            "AggregateException",
            "One or more errors occurred. (" + message + ")",
            "Air.Function.Handler(Parcel parcel, ILambdaContext context) in"
                + " /src/Air/Function.cs:line 29")
        .causedBy(cause);
  }
}

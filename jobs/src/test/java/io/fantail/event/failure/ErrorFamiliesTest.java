package io.fantail.event.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.failure.ErrorFamilies.Told;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Families of failures come out as exactly that many fingerprints, of 1,000 occurrences each. */
class ErrorFamiliesTest {
  private static final int OCCURRENCES = 1_000;

  /** Of the same messages in other runtimes. */
  private static final int FEW = 40;

  private static final String[] TEXTS = {
    "Lambda.TooManyRequestsException | Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: {uuid})",
    "Lambda.TooManyRequestsException | Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: {uuid}; Proxy: null)",
    "Lambda.ServiceException | Service is unavailable (Service: Lambda, Status Code: 503, Request ID: {uuid})",
    "DynamoDB.ConditionalCheckFailedException | The conditional request failed (Service: DynamoDb, Status Code: 400, Request ID: {s3id}{s3id})",
    "DynamoDB.ProvisionedThroughputExceededException | The level of configured provisioned throughput for the table was exceeded. (Service: DynamoDb, Status Code: 400, Request ID: {s3id})",
    "S3.NoSuchKeyException | The specified key does not exist. (Service: S3, Status Code: 404, Request ID: {s3id}, Extended Request ID: {base64})",
    "S3.S3Exception | Access Denied (Service: S3, Status Code: 403, Request ID: {s3id}, Extended Request ID: {base64})",
    "States.TaskFailed | Function not found: arn:aws:lambda:us-east-1:{account}:function:fn-{hex8}:$LATEST (Service: AWSLambda; Status Code: 404; Request ID: {uuid}; Proxy: null)",
    "StepFunctions.StateMachineDoesNotExistException | State Machine Does Not Exist: 'arn:aws:states:us-east-1:{account}:stateMachine:sm-{hex8}' (Service: AWSStepFunctions; Status Code: 400; Request ID: {uuid}; Proxy: null)",
    "States.Runtime | An error occurred while executing the state 'Work' (entered at the event id #{n}). The JSONPath '$.order' specified for the field 'x.$' could not be found in the input '{\"id\":\"{uuid}\",\"list\":[{n},{n}]}'",
    "States.Runtime | An error occurred while executing the state 'Work' (entered at the event id #{n}). Invalid path '$.x' : No results for path: $['x']",
    "States.DataLimitExceeded | The state/task 'arn:aws:lambda:us-east-1:{account}:function:fn-{hex8}' returned a result with a size exceeding the maximum number of bytes service limit.",
    "States.Timeout | ",
    "States.ItemReaderFailed | Attempting to map over non-iterable node.",
    "Runtime.ExitError | RequestId: {uuid} Error: Runtime exited with error: signal: killed",
    "Runtime.ExitError | RequestId: {uuid} Error: Runtime exited with error: exit status {n}",
    "Sandbox.Timedout | RequestId: {uuid} Error: Task timed out after {decimal} seconds",
    "States.Http.StatusCode.429 | {\"message\":\"Too Many Requests\",\"requestId\":\"{uuid}\"}",
    "States.Http.StatusCode.500 | {\"message\":\"Internal Server Error\",\"requestId\":\"{uuid}\"}",
    "Batch | {\"Attempts\":[{\"Container\":{\"ExitCode\":{n},\"TaskArn\":\"{uuid}\"},\"StatusReason\":\"Essential container in task exited\"}],\"JobId\":\"{uuid}\",\"Status\":\"FAILED\",\"StatusReason\":\"Essential container in task exited\"}",
    "Ecs | {\"Containers\":[{\"ExitCode\":1,\"Reason\":\"OutOfMemoryError: Container killed due to memory usage\"}],\"StopCode\":\"x\",\"StoppedReason\":\"Container was stopped at {iso}\",\"TaskArn\":\"{uuid}\"}",
    "Rejected | {\"order\":\"{orderid}\",\"amount\":{n},\"problem\":\"stock is empty\"}",
    "Rejected | {\"order\":\"{orderid}\",\"code\":\"NO_PRICE\"}",
    "Rejected | {\"order\":\"{orderid}\",\"code\":\"NO_STOCK\"}",
    "OrderFailed | Bestellung „{hex8}“ für Kunde «{n}» nicht gefunden",
    "OrderFailed | 注文{n}が見つかりません（{uuid}）",
    "OrderFailed | Заказ {orderid} не найден 🔥 {quoted}",
    "OrderFailed | order {ulid} was seen at {rfc} and {ctime}",
    "OrderFailed | panic: runtime error: index out of range [{n}] with length {n}\n\ngoroutine {n} [running]:\nmain.handler({pointer}, {pointer})\n\t/build/main.go:{n} +{pointer}",
    "OrderFailed | Exception in thread \"main\" java.lang.IllegalStateException: no\n\tat com.acme.A.b(A.java:{n})\nCaused by: com.acme.Gone: order {n} is gone\n\tat com.acme.C.d(C.java:{n})",
    "OrderFailed | Traceback (most recent call last):\n  File \"/var/task/a.py\", line {n}, in f\n    x[{n}]\nTypeError: order {quoted} is odd",
  };

  private static final String[][] THROWN = {
    {"KeyError", "{quoted}"},
    {"ValueError", "invalid literal for int() with base 10: {quoted}"},
    {"ValueError", "time data {quoted} does not match format {quoted}"},
    {"OrderMissing", "no order {uuid} of customer {mail} at {ip}:{port}"},
    {"OSError", "[Errno {n}] No such file or directory: {quoted}"},
    {"FileMissing", "cannot open {path} nor {windows}: no such file"},
    {
      "ConnectionError",
      "('Connection aborted.', ConnectionResetError({n}, 'Connection reset by peer'))"
    },
    {
      "ConnectionError",
      "HTTPConnectionPool(host='{ip}', port={port}): Max retries exceeded with url: /a/{hex8} (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at {pointer}>: Failed to establish a new connection: [Errno {n}] Connection refused'))"
    },
    {
      "ClientError",
      "An error occurred (ThrottlingException) when calling the Query operation (reached max retries: {n}): Rate exceeded"
    },
    {
      "ClientError",
      "An error occurred (ValidationException) when calling the Query operation: Key {double} of {s3} is too long"
    },
    {"Error", "connect ECONNREFUSED {ip}:{port}"},
    {"Error", "read ECONNRESET"},
    {"Error", "getaddrinfo ENOTFOUND db-{hex8}.cluster-x.eu-west-1.rds.amazonaws.com"},
    {"AxiosError", "Request failed with status code 404"},
    {"AxiosError", "Request failed with status code 502"},
    {"TypeError", "Cannot read properties of undefined (reading {quoted})"},
    {"SyntaxError", "Unexpected token {back} in JSON at position {n}"},
    {"com.acme.PriceException", "price {decimal} of {orderid} differs from {decimal} since {iso}"},
    {"java.net.SocketTimeoutException", "Read timed out after {n} ms on [{ipv6}]:{port}"},
    {
      "java.sql.SQLException",
      "ORA-00001: unique constraint ({double}) violated, order {long} at {spaced}"
    },
    {"System.Exception", "Object {hex32} could not be loaded from {url}, items {list}"},
    {"NoMethodError", "undefined method {quoted} for nil:NilClass"},
    {"*errors.errorString", "no stock for {orderid} in {key} ({account}, {base64})"},
    {"TokenError", "token: {base64} of user_id={hex8} is old"},
  };

  private final ErrorFamilies made = new ErrorFamilies(16);

  @Test
  void areAsManyAsWerePlanted() {
    Map<String, Supplier<Told>> families = new LinkedHashMap<>();
    for (String text : TEXTS) {
      String[] parts = text.split(" \\| ", 2);
      families.put(text, () -> new Told(parts[0], made.filled(parts[1])));
    }
    for (String[] thrown : THROWN) {
      String type = thrown[0];
      String message = thrown[1];
      String name = type + " " + message;
      families.put("python " + name, () -> made.python(type, message, "charge"));
      families.put("again node " + name, () -> made.node(type, message, "chargeOrder"));
      families.put("again java " + name, () -> made.java(type, message, "charge"));
      families.put("again dotnet " + name, () -> made.dotnet(type, message, "Charge"));
      families.put("again ruby " + name, () -> made.ruby(type, message, "charge"));
      families.put("again go " + name, () -> made.go(type, message));
      families.put("again elsewhere " + name, () -> made.python(type, message, "refund"));
    }

    Map<String, Set<String>> templates = new TreeMap<>();
    Map<String, Set<String>> fingerprints = new TreeMap<>();
    Map<String, Set<String>> sharing = new TreeMap<>();
    families.forEach(
        (family, maker) -> {
          int times = family.startsWith("again") ? FEW : OCCURRENCES;
          for (int i = 0; i < times; i++) {
            Told told = maker.get();
            Told seen = i % 7 == 0 ? ErrorFamilies.times(1 + i % 4, told, made::ofChild) : told;
            String fingerprint = ErrorFingerprint.of(seen.error(), seen.cause());
            boolean isNew =
                fingerprints.computeIfAbsent(family, unseen -> new TreeSet<>()).add(fingerprint);
            if (isNew) {
              templates
                  .computeIfAbsent(family, unseen -> new TreeSet<>())
                  .add(MessageTemplate.of(seen.error(), seen.cause()) + " OF " + seen.cause());
            }
            sharing.computeIfAbsent(fingerprint, unseen -> new TreeSet<>()).add(family);
          }
        });
    fingerprints.values().removeIf(ofFamily -> ofFamily.size() == 1);
    templates.keySet().retainAll(fingerprints.keySet());
    int all = sharing.size();
    sharing.values().removeIf(ofFingerprint -> ofFingerprint.size() == 1);

    assertThat(templates).as("families with several fingerprints, and why").isEmpty();
    assertThat(sharing).as("fingerprints of several families").isEmpty();
    assertThat(all).isEqualTo(TEXTS.length + 7 * THROWN.length);
  }
}

package io.fantail.sample.world;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The JSON texts that travel through the state machines. */
public final class Payloads {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String[] WORDS =
      """
      parcel leave at the back door gift wrap please call before delivery fragile keep
      dry second floor neighbour blue ribbon express handle with care invoice separate
      no plastic thank you
      """
          .split("\\s+");

  /** Payload, request id, length of the payload, date, trace header, version. */
  private static final String LAMBDA_OUTPUT =
      """
      {"ExecutedVersion":"%6$s","Payload":%1$s,"SdkHttpMetadata":{"AllHttpHeaders":{\
      "X-Amz-Executed-Version":["%6$s"],"x-amzn-Remapped-Content-Length":["0"],\
      "Connection":["keep-alive"],"x-amzn-RequestId":["%2$s"],"Content-Length":["%3$s"],\
      "Date":["%4$s"],"X-Amzn-Trace-Id":["%5$s"],"Content-Type":["application/json"]},\
      "HttpHeaders":{"Connection":"keep-alive","Content-Length":"%3$s",\
      "Content-Type":"application/json","Date":"%4$s","X-Amz-Executed-Version":"%6$s",\
      "x-amzn-Remapped-Content-Length":"0","x-amzn-RequestId":"%2$s",\
      "X-Amzn-Trace-Id":"%5$s"},"HttpStatusCode":200},\
      "SdkResponseMetadata":{"RequestId":"%2$s"},"StatusCode":200}\
      """;

  /** Request id, checksum, date. */
  private static final String PUT_ITEM_OUTPUT =
      """
      {"SdkHttpMetadata":{"AllHttpHeaders":{"Server":["Server"],"Connection":["keep-alive"],\
      "x-amzn-RequestId":["%1$s"],"x-amz-crc32":["%2$s"],"Content-Length":["2"],\
      "Date":["%3$s"],"Content-Type":["application/x-amz-json-1.0"]},"HttpHeaders":{\
      "Connection":"keep-alive","Content-Length":"2",\
      "Content-Type":"application/x-amz-json-1.0","Date":"%3$s","Server":"Server",\
      "x-amz-crc32":"%2$s","x-amzn-RequestId":"%1$s"},"HttpStatusCode":200},\
      "SdkResponseMetadata":{"RequestId":"%1$s"}}\
      """;

  private static final int PROSE_CHARS = 4096;

  private final int chars;
  private final String prose;

  /**
   * @param chars characters of free text per input
   */
  public Payloads(int chars, Randomness random) {
    this.chars = chars;
    StringBuilder text = new StringBuilder();
    while (text.length() < PROSE_CHARS + chars) {
      text.append(WORDS[random.below(WORDS.length)]).append(' ');
    }
    this.prose = text.toString();
  }

  /** The item of a child: what it is about, then free text. */
  public String item(String subject, Randomness random) {
    return "{" + itemMembers(subject, random) + "}";
  }

  /** An item to which ItemSelector added the parent's {@code $$.Execution.Id}. */
  public String itemOfParent(String subject, String parentArn, Randomness random) {
    return "{" + itemMembers(subject, random) + ",\"parent\":\"" + parentArn + "\"}";
  }

  private String itemMembers(String subject, Randomness random) {
    return "\"id\":\"%s\",\"quantity\":%s,\"details\":true,\"note\":\"%s\""
        .formatted(subject, 1 + random.below(40), proseOf(chars, random));
  }

  /** An item of an S3 listing; the state machine reads objects of the bucket, not their content. */
  public static String listedObject(String key, long size, long at, Randomness random) {
    return """
        {"Etag":"\\"%s\\"","Key":"%s","LastModified":%s,"Size":%s,"StorageClass":"STANDARD"}\
        """
        .formatted(random.hex(32), key, at / 1000 - random.below(86_400), size);
  }

  /** What a function returns. */
  public String result(String subject, Randomness random) {
    return "{\"id\":\"%s\",\"status\":\"DONE\",\"total\":%s,\"remark\":\"%s\"}"
        .formatted(subject, (100 + random.below(90_000)) / 100.0, proseOf(chars / 2, random));
  }

  private String proseOf(int length, Randomness random) {
    int start = random.below(PROSE_CHARS);
    return prose.substring(start, start + length);
  }

  /** The parameters of a lambda:invoke Task. */
  public static String lambdaParameters(LambdaFunction function, String input) {
    return "{\"FunctionName\":\"" + function.calledArn() + "\",\"Payload\":" + input + "}";
  }

  /** The output of a lambda:invoke Task: the payload and the SDK's metadata. */
  public static String lambdaOutput(
      LambdaFunction function, String payload, String requestId, String traceHeader, long at) {
    String date = HTTP_DATE.format(Instant.ofEpochMilli(at));
    return LAMBDA_OUTPUT.formatted(
        payload, requestId, payload.length(), date, traceHeader, function.version());
  }

  /** The parameters of the dynamodb:putItem Task. */
  public static String putItemParameters(String subject) {
    return "{\"TableName\":\"audited-items\",\"Item\":{\"id\":{\"S\":\"" + subject + "\"}}}";
  }

  /** The output of the dynamodb:putItem Task. */
  public static String putItemOutput(String requestId, String checksum, long at) {
    String date = HTTP_DATE.format(Instant.ofEpochMilli(at));
    return PUT_ITEM_OUTPUT.formatted(requestId, checksum, date);
  }

  /** What a Catch puts into the state's output. */
  public static String caught(String error, String cause) {
    return "{\"Error\":\"" + error + "\",\"Cause\":" + Json.quoted(cause) + "}";
  }
}

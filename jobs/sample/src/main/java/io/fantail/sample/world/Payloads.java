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
  private static final String[] WORDS = {
    "parcel",
    "leave",
    "at",
    "the",
    "back",
    "door",
    "gift",
    "wrap",
    "please",
    "call",
    "before",
    "delivery",
    "fragile",
    "keep",
    "dry",
    "second",
    "floor",
    "neighbour",
    "blue",
    "ribbon",
    "express",
    "handle",
    "with",
    "care",
    "invoice",
    "separate",
    "no",
    "plastic",
    "thank",
    "you",
  };
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
    return "\"id\":\""
        + subject
        + "\",\"quantity\":"
        + (1 + random.below(40))
        + ",\"details\":true,\"note\":\""
        + proseOf(chars, random)
        + "\"";
  }

  /** What a function returns. */
  public String result(String subject, Randomness random) {
    return "{\"id\":\""
        + subject
        + "\",\"status\":\"DONE\",\"total\":"
        + (100 + random.below(90_000)) / 100.0
        + ",\"remark\":\""
        + proseOf(chars / 2, random)
        + "\"}";
  }

  private String proseOf(int length, Randomness random) {
    int start = random.below(PROSE_CHARS);
    return prose.substring(start, start + length);
  }

  /** The parameters of a lambda:invoke Task. */
  public static String lambdaParameters(LambdaFunction function, String input) {
    return "{\"FunctionName\":\"" + function.arn() + ":$LATEST\",\"Payload\":" + input + "}";
  }

  /** The output of a lambda:invoke Task: the payload and the SDK's metadata. */
  public static String lambdaOutput(String payload, String requestId, String traceHeader, long at) {
    String date = HTTP_DATE.format(Instant.ofEpochMilli(at));
    int length = payload.length();
    return "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":"
        + payload
        + ",\"SdkHttpMetadata\":{\"AllHttpHeaders\":{\"X-Amz-Executed-Version\":[\"$LATEST\"],"
        + "\"x-amzn-Remapped-Content-Length\":[\"0\"],\"Connection\":[\"keep-alive\"],"
        + "\"x-amzn-RequestId\":[\""
        + requestId
        + "\"],\"Content-Length\":[\""
        + length
        + "\"],\"Date\":[\""
        + date
        + "\"],\"X-Amzn-Trace-Id\":[\""
        + traceHeader
        + "\"],\"Content-Type\":[\"application/json\"]},\"HttpHeaders\":{"
        + "\"Connection\":\"keep-alive\",\"Content-Length\":\""
        + length
        + "\",\"Content-Type\":\"application/json\",\"Date\":\""
        + date
        + "\",\"X-Amz-Executed-Version\":\"$LATEST\",\"x-amzn-Remapped-Content-Length\":\"0\","
        + "\"x-amzn-RequestId\":\""
        + requestId
        + "\",\"X-Amzn-Trace-Id\":\""
        + traceHeader
        + "\"},\"HttpStatusCode\":200},\"SdkResponseMetadata\":{\"RequestId\":\""
        + requestId
        + "\"},\"StatusCode\":200}";
  }

  /** The parameters of the dynamodb:putItem Task. */
  public static String putItemParameters(String subject) {
    return "{\"TableName\":\"audited-items\",\"Item\":{\"id\":{\"S\":\"" + subject + "\"}}}";
  }

  /** The output of the dynamodb:putItem Task. */
  public static String putItemOutput(String requestId, String checksum, long at) {
    String date = HTTP_DATE.format(Instant.ofEpochMilli(at));
    return "{\"SdkHttpMetadata\":{\"AllHttpHeaders\":{\"Server\":[\"Server\"],"
        + "\"Connection\":[\"keep-alive\"],\"x-amzn-RequestId\":[\""
        + requestId
        + "\"],\"x-amz-crc32\":[\""
        + checksum
        + "\"],\"Content-Length\":[\"2\"],\"Date\":[\""
        + date
        + "\"],\"Content-Type\":[\"application/x-amz-json-1.0\"]},\"HttpHeaders\":{"
        + "\"Connection\":\"keep-alive\",\"Content-Length\":\"2\","
        + "\"Content-Type\":\"application/x-amz-json-1.0\",\"Date\":\""
        + date
        + "\",\"Server\":\"Server\",\"x-amz-crc32\":\""
        + checksum
        + "\",\"x-amzn-RequestId\":\""
        + requestId
        + "\"},\"HttpStatusCode\":200},\"SdkResponseMetadata\":{\"RequestId\":\""
        + requestId
        + "\"}}";
  }

  /** What a Catch puts into the state's output. */
  public static String caught(String error, String cause) {
    return "{\"Error\":\"" + error + "\",\"Cause\":" + Json.quoted(cause) + "}";
  }
}

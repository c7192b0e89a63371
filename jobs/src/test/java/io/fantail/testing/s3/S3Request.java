package io.fantail.testing.s3;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;

/**
 * A request as S3 sees it, with the bucket in the path.
 *
 * @param method of HTTP
 * @param bucket the first part of the path
 * @param key the rest of it; of a listing the prefix that is asked for
 * @param isListing whether it asks for names, not for one object
 */
public record S3Request(String method, String bucket, String key, boolean isListing) {
  private static final String PREFIX = "prefix";

  static S3Request of(String method, String uri) {
    QueryStringDecoder decoded = new QueryStringDecoder(uri);
    String path = decoded.path().substring(1);
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    List<String> prefixes = decoded.parameters().get(PREFIX);
    return key.isEmpty() && prefixes != null
        ? new S3Request(method, bucket, prefixes.get(0), true)
        : new S3Request(method, bucket, key, false);
  }

  /** Whether it reads an object with such a key. */
  public boolean gets(String keyPart) {
    return method.equals("GET") && !isListing && key.contains(keyPart);
  }

  /** Whether it writes a commit of a table. */
  public boolean commits() {
    return method.equals("PUT") && key.matches(".*/_delta_log/\\d+\\.json");
  }
}

package io.fantail.job;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers every request as S3 does when something is wrong. */
public final class S3Server implements AutoCloseable {
  private final HttpServer server;
  private volatile int status = 403;
  private volatile String code = "AccessDenied";
  private volatile int refusals = Integer.MAX_VALUE;

  private S3Server(HttpServer server) {
    this.server = server;
  }

  public static S3Server start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      S3Server server = new S3Server(http);
      http.createContext(
          "/",
          exchange -> {
            byte[] body = server.nextBody().getBytes(StandardCharsets.UTF_8);
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(
                server.refusals >= 0 ? server.status : isHead ? 404 : 200,
                isHead ? -1 : body.length);
            if (!isHead) {
              exchange.getResponseBody().write(body);
            }
            exchange.close();
          });
      http.start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on each request gets this error. */
  public void answer(int newStatus, String newCode) {
    status = newStatus;
    code = newCode;
    refusals = Integer.MAX_VALUE;
  }

  /** From now on so many requests get this error; what follows finds one object. */
  public void answer(int newStatus, String newCode, int times) {
    answer(newStatus, newCode);
    refusals = times;
  }

  private synchronized String nextBody() {
    refusals--;
    return refusals < 0
        ? "<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>1</KeyCount><Contents><Key>archive/a</Key>"
            + "<Size>1</Size><LastModified>2026-08-24T09:00:00.000Z</LastModified></Contents></ListBucketResult>"
        : "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

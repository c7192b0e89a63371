package io.fantail.look.export.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.Spans;
import io.fantail.span.SpanKind;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpEndpointTest {
  private final List<String> paths = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private final List<ExportTraceServiceRequest> requests = new ArrayList<>();
  private Iterator<Integer> answers = List.<Integer>of().iterator();
  private String answer = "";
  private HttpServer server = newServer();

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    paths.add(exchange.getRequestURI().toString());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")));
    requests.add(OtlpRead.protobuf(exchange.getRequestBody().readAllBytes()));
    int status = answers.hasNext() ? answers.next() : 200;
    byte[] body = status == 200 ? new byte[0] : answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void send(URI url, Map<String, String> environment) throws IOException {
    try (OtlpBatches sink =
        new OtlpBatches(null, List.of(OtlpEndpoint.open(url, environment, Map.of())))) {
      sink.addExecution(
          List.of(
              ExportedSpan.of(Spans.span(SpanKind.EXECUTION, Spans.id(0xabc), null, 0, 9)),
              ExportedSpan.of(Spans.span(SpanKind.STATE, Spans.id(0xdef), Spans.id(0xabc), 1, 8))));
      sink.addSimilar(Spans.similar());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', /v1/traces",
    "/, /v1/traces",
    "/v1/traces, /v1/traces",
    "/otlp/v1/traces, /otlp/v1/traces"
  })
  void spansArriveWithTheirIds(String path, String posted) throws Exception {
    send(url(path), Map.of("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=a%20secret,other=1"));

    assertThat(paths).containsOnly(posted);
    assertThat(authorizations).containsOnly("a secret");
    assertThat(OtlpRead.spans(requests))
        .extracting(OtlpRead.Read::id)
        .containsExactly(Spans.id(0xabc), Spans.id(0xdef), Spans.similar().spanId());
    assertThat(OtlpRead.spans(requests).get(1).span().getTraceId().toByteArray())
        .asHexString()
        .isEqualToIgnoringCase(Spans.TRACE);
  }

  @Test
  void theUrlGivenWinsOverThatOfTheEnvironment() throws Exception {
    send(
        url(""),
        Map.of(
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "http://127.0.0.1:1/v1/traces",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "grpc"));

    assertThat(paths).containsOnly("/v1/traces");
  }

  @Test
  void compressionIsTheStandardSetting() throws Exception {
    server.removeContext("/");
    List<String> encodings = new ArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          encodings.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding")));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });

    send(url(""), Map.of("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"));

    assertThat(encodings).containsOnly("gzip");
  }

  @Test
  void whatIsBusyIsAskedAgain() throws Exception {
    answers = List.of(503, 429).iterator();

    send(url(""), Map.of());

    assertThat(paths).hasSize(3);
    assertThat(OtlpRead.spans(requests.subList(2, 3))).hasSize(3);
  }

  @Test
  void whoRefusesIsToldWithItsAnswerAndWithoutTheKey() {
    answers = List.of(401, 401, 401).iterator();
    answer = "{\"message\":\"no such key\"}";

    assertThatThrownBy(
            () -> send(url("/v1/traces"), Map.of("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=secret")))
        .isInstanceOf(EndpointException.class)
        .hasMessage(
            "The endpoint %s answered HTTP 401: {\"message\":\"no such key\"}."
                .formatted(url("/v1/traces")));
    assertThat(paths).hasSize(1);
  }

  @Test
  void aBodyThatIsTooLargeIsSaid() {
    answers = List.of(413).iterator();

    assertThatThrownBy(() -> send(url(""), Map.of()))
        .isInstanceOf(EndpointException.class)
        .hasMessageContaining("answered HTTP 413.");
  }

  @Test
  void whoIsNotThereIsNamed() {
    server.stop(0);

    assertThatThrownBy(
            () -> send(url(""), Map.of("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true")))
        .isInstanceOf(EndpointException.class)
        .hasMessageStartingWith("The endpoint " + url("/v1/traces") + " cannot be reached: ");
  }
}

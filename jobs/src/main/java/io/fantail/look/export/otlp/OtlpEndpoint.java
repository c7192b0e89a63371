package io.fantail.look.export.otlp;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Posts spans to an endpoint of OTLP over HTTP, one batch after the other, with OpenTelemetry's own
 * exporter. It tries again what may be tried again, by its own rules, and takes its headers, time
 * limit, compression and certificates from the standard settings {@code OTEL_EXPORTER_OTLP_*}, in
 * the environment or as system properties ({@code otel.exporter.otlp.*}).
 */
public final class OtlpEndpoint implements OtlpTarget {
  private static final String SETTINGS = "otel.exporter.otlp.";
  private static final String SETTINGS_OF_JAVA = "otel.java.exporter.otlp.";
  private static final String DEFAULT_PATH = "/v1/traces";
  private static final int MOST_OF_ANSWER = 300;

  /** Longer than the exporter tries by any setting that makes sense. */
  private static final long PATIENCE_MINUTES = 10;

  /** What it would log stands in the exception; kept here, as a logger is forgotten otherwise. */
  private static final Logger SILENCED = Logger.getLogger("io.opentelemetry");

  private final String address;
  private final SpanExporter exporter;

  private OtlpEndpoint(String address, SpanExporter exporter) {
    this.address = address;
    this.exporter = exporter;
  }

  /**
   * Opens an endpoint; nothing is sent yet.
   *
   * @param url where spans are posted; without a path, to {@code /v1/traces} as the standard has
   *     it. It has no user, password or query
   * @param environment where settings may be
   * @param systemProperties the same, and these win
   * @throws IllegalArgumentException when a setting cannot be followed
   */
  public static OtlpEndpoint open(
      URI url, Map<String, String> environment, Map<String, String> systemProperties) {
    SILENCED.setLevel(Level.OFF);
    Map<String, String> settings = new HashMap<>();
    environment.forEach(
        (name, value) ->
            putSetting(settings, name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    systemProperties.forEach((name, value) -> putSetting(settings, name, value));
    settings.put(SETTINGS + "traces.endpoint", withPath(url).toString());
    settings.put(SETTINGS + "traces.protocol", "http/protobuf");
    ConfigProperties config = DefaultConfigProperties.createFromMap(settings);
    return new OtlpEndpoint(
        withPath(url).toString(), new OtlpSpanExporterProvider().createExporter(config));
  }

  private static void putSetting(Map<String, String> settings, String name, String value) {
    if (name.startsWith(SETTINGS) || name.startsWith(SETTINGS_OF_JAVA)) {
      settings.put(name, value);
    }
  }

  private static URI withPath(URI url) {
    boolean isBare = url.getRawPath() == null || url.getRawPath().matches("/?");
    return isBare ? url.resolve(DEFAULT_PATH) : url;
  }

  /** Where spans are posted. */
  public String address() {
    return address;
  }

  @Override
  public void take(List<SpanData> batch) throws IOException {
    CompletableResultCode result = exporter.export(batch).join(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (!result.isDone()) {
      throw new EndpointException("The endpoint " + address + " did not answer.");
    } else if (!result.isSuccess()) {
      throw refused(result.getFailureThrowable());
    }
  }

  private EndpointException refused(Throwable failure) {
    if (failure instanceof HttpExportException answered && answered.failedWithResponse()) {
      HttpResponse response = answered.getResponse();
      String answer = new String(response.getResponseBody(), StandardCharsets.UTF_8).strip();
      return new EndpointException(
          "The endpoint "
              + address
              + " answered HTTP "
              + response.getStatusCode()
              + (answer.isEmpty()
                  ? ""
                  : ": " + answer.substring(0, Math.min(answer.length(), MOST_OF_ANSWER)))
              + ".",
          failure);
    }
    Throwable cause = failure == null ? null : failure.getCause();
    return cause == null
        ? new EndpointException("The endpoint " + address + " did not take the spans.")
        : new EndpointException(
            "The endpoint "
                + address
                + " cannot be reached: "
                + cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")")
                + ".",
            cause);
  }

  @Override
  public void close() {
    exporter.shutdown().join(PATIENCE_MINUTES, TimeUnit.MINUTES);
  }
}

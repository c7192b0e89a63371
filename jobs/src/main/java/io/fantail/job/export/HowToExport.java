package io.fantail.job.export;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How and where to export.
 *
 * @param out the folder; null where it is only sent
 * @param send an endpoint of OTLP over HTTP; null where nothing is sent
 * @param service what {@code service.name} is; null for the state machine
 * @param payloads whether inputs and outputs are exported, too
 * @param force whether a former export is replaced
 */
public record HowToExport(
    ExportFormat format,
    @Nullable String out,
    @Nullable URI send,
    @Nullable String service,
    boolean payloads,
    boolean force) {}

/**
 * OTLP: spans as OpenTelemetry has them, in files of JSON Lines and protobuf and over HTTP. The
 * bytes are made by OpenTelemetry's own marshaler and exporter; what a column becomes is said in
 * {@code SpanAttributesOf} and on the page EXPORTS.md.
 */
@NullMarked
package io.fantail.look.export.otlp;

import org.jspecify.annotations.NullMarked;

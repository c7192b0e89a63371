package io.fantail.event;

import io.fantail.event.maprun.ChildCounts;
import io.fantail.event.maprun.ItemCounts;
import io.fantail.event.maprun.MapRunSettings;
import io.fantail.shape.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of the Step Functions API that was kept in the archive says about one execution,
 * or about one Map Run. Recorded in {@code sfn/api} and {@code sfn/real-small}.
 *
 * @param items of a Map Run, or of a child: by the answer, else by its input; null where neither is
 *     there
 * @param context what the input says about where the execution came from
 */
public record Description(
    DescriptionSource source,
    String executionArn,
    @Nullable String mapRunArn,
    @Nullable String status,
    Instant startedAt,
    @Nullable Instant endedAt,
    int redriveCount,
    @Nullable Instant redrivenAt,
    Failure failure,
    Payload payload,
    @Nullable Long children,
    ChildCounts childCounts,
    @Nullable Long items,
    ItemCounts itemCounts,
    MapRunSettings settings,
    UpstreamContext context,
    String sourceFile)
    implements ParsedRecord {
  @Override
  public Instant at() {
    return startedAt;
  }

  @Override
  public Outcome outcome() {
    return Outcome.DESCRIPTION;
  }

  private static final DescriptionSource[] SOURCES = DescriptionSource.values();

  /** The fields, as the table {@code descriptions} shows them. */
  public static Description shape(Fields<Description> fields) {
    return new Description(
        fields
            .column("source", "The API's call, event or export that says it.")
            .constant(SOURCES, Description::source),
        fields.text(
            "execution_arn",
            "Execution described; of a Map Run its parent.",
            Description::executionArn),
        fields.textOrNull(
            "map_run_arn",
            "Map Run described, or of which the execution is a child.",
            Description::mapRunArn),
        fields.textOrNull("status", "Status, as AWS writes it.", Description::status),
        fields.time("started_at", "When it started.", Description::startedAt),
        fields.timeOrNull(
            "ended_at",
            "When it ended; null while it runs, and where nothing tells.",
            Description::endedAt),
        fields.integer("redrive_count", "Redrives so far.", Description::redriveCount),
        fields.timeOrNull(
            "redriven_at", "When it was last redriven, if ever.", Description::redrivenAt),
        fields.recordOr(Failure.NONE, Description::failure, Failure::shape),
        fields.recordOr(Payload.NONE, Description::payload, Description::payloadShape),
        fields.wholeOrNull(
            "children", "Children of a Map Run, as AWS counts them.", Description::children),
        fields.recordOr(ChildCounts.UNKNOWN, Description::childCounts, ChildCounts::shape),
        fields.wholeOrNull("items", "Items of a Map Run, or of a child.", Description::items),
        fields.recordOr(ItemCounts.UNKNOWN, Description::itemCounts, ItemCounts::shape),
        fields.recordOr(MapRunSettings.UNKNOWN, Description::settings, MapRunSettings::shape),
        fields.recordOr(UpstreamContext.NONE, Description::context, UpstreamContext::shape),
        fields.text(
            "source_file", "Address of the object in the archive.", Description::sourceFile));
  }

  private static Payload payloadShape(Fields<Payload> fields) {
    return new Payload(
        fields.payload("input", "Input of the execution.", Payload::input),
        fields.payload("output", "Output of the execution.", Payload::output),
        Payload.bytes(fields));
  }
}

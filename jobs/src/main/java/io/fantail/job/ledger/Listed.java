package io.fantail.job.ledger;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import io.fantail.shape.Fields;
import io.fantail.spark.Codec;
import io.fantail.spark.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * An object of a listing.
 *
 * @param place its number in the listing
 */
record Listed(int place, String path, long bytes, @Nullable Instant at, @Nullable String etag) {
  private static final Codec<Chunk> CHUNK = Codec.of(Chunk::shape);
  private static final int CHUNK_SIZE = 20_000;

  /** Many of them on their way to a task: Spark cannot carry records by itself. */
  private record Chunk(List<Listed> objects) {
    static Chunk shape(Fields<Chunk> fields) {
      return new Chunk(fields.list(Chunk::objects, Listed::shape));
    }
  }

  private static Listed of(int place, ArchiveObject object) {
    Version version = object.version();
    return new Listed(
        place,
        object.uri(),
        object.length(),
        version == null ? null : Instant.ofEpochMilli(version.modifiedAt()),
        version == null ? null : version.etag());
  }

  private static Listed shape(Fields<Listed> fields) {
    return new Listed(
        fields.integer("place", "", Listed::place),
        fields.text("path", "", Listed::path),
        fields.whole("listed_bytes", "", Listed::bytes),
        fields.timeOrNull("listed_at", "", Listed::at),
        fields.textOrNull("listed_etag", "", Listed::etag));
  }

  /** The objects as rows: {@code place, path, listed_bytes, listed_at, listed_etag}. */
  static Dataset<Row> rows(SparkSession spark, List<ArchiveObject> objects) {
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0; from < objects.size(); from += CHUNK_SIZE) {
      List<Listed> chunk = new ArrayList<>();
      for (int i = from; i < Math.min(objects.size(), from + CHUNK_SIZE); i++) {
        chunk.add(of(i, objects.get(i)));
      }
      chunks.add(CHUNK.pack(new Chunk(chunk)));
    }
    return Rows.of(
        spark,
        Listed::shape,
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(chunks, Math.max(1, chunks.size()))
            .flatMap(chunk -> CHUNK.unpack(chunk).objects().iterator()));
  }
}

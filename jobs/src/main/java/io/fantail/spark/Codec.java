package io.fantail.spark;

import io.fantail.shape.Shape;
import java.io.Serializable;

/**
 * How values of one type stand in bytes. Bytes never outlive the run: nothing of them is a format.
 *
 * @param <T> the type
 */
public interface Codec<T> extends Serializable {
  byte[] pack(T value);

  T unpack(byte[] packed);

  /** The codec that writes the fields of a shape one behind the other. */
  static <T> Codec<T> of(Shape<T> shape) {
    return new Codec<>() {
      @Override
      public byte[] pack(T value) {
        ByteWriter out = new ByteWriter();
        out.write(value, shape);
        return out.toBytes();
      }

      @Override
      public T unpack(byte[] packed) {
        return new ByteReader(packed).read(shape);
      }
    };
  }
}

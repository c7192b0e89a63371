package io.fantail.sample.model;

import java.util.List;

/**
 * One history event, in no format yet.
 *
 * @param at epoch milliseconds
 * @param id dense from 1 within the execution
 * @param previousId the event AWS names as its cause; 0 for the first state and for an abort
 * @param type the AWS event type
 * @param details the flat details, in AWS's order
 */
public record ModelEvent(long at, int id, int previousId, String type, List<Detail> details) {

  /**
   * One detail of an event.
   *
   * @param name its AWS name
   * @param value its value; {@code input} and {@code output} are JSON texts
   * @param number whether the history prints it as a number
   */
  public record Detail(String name, String value, boolean number) {

    public static Detail text(String name, String value) {
      return new Detail(name, value, false);
    }

    public static Detail number(String name, long value) {
      return new Detail(name, Long.toString(value), true);
    }

    /** Inputs and outputs are followed by a note saying that they are whole. */
    public boolean isData() {
      return name.equals("input") || name.equals("output");
    }
  }
}

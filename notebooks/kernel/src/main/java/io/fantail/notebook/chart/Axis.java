package io.fantail.notebook.chart;

import io.fantail.notebook.Numbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays values out along one side of a picture.
 *
 * @param low the least value
 * @param from where that stands, in pixels; {@code to} may lie before it
 */
record Axis(Form form, double low, double high, double from, double to) {
  /** How values are laid out. */
  enum Form {
    LINEAR,
    LOG,
    TIME
  }

  /** A value that is written at the side. */
  record Tick(double value, String label) {}

  private static final int TICKS = 6;

  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final long[] TIME_STEPS = {
    1,
    10,
    100,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    30 * DAY,
    90 * DAY,
    365 * DAY
  };

  /** Of all that is to be shown, with room where there is but one value. */
  static Axis of(Form form, double low, double high, double from, double to) {
    if (low < high) {
      return new Axis(form, low, high, from, to);
    }
    return switch (form) {
      case LOG -> new Axis(form, low / 2, high * 2, from, to);
      case TIME -> new Axis(form, low - SECOND, high + SECOND, from, to);
      case LINEAR -> new Axis(form, Math.min(low, 0), Math.max(high, low == 0 ? 1 : 0), from, to);
    };
  }

  /** Whether a value has a place here. */
  boolean shows(double value) {
    return form != Form.LOG || value > 0;
  }

  /** Returns the place of a value, in pixels. */
  double at(double value) {
    double share =
        form == Form.LOG
            ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
            : (value - low) / (high - low);
    return from + Math.max(0, Math.min(1, share)) * (to - from);
  }

  List<Tick> ticks() {
    return switch (form) {
      case LOG -> logTicks();
      case TIME -> timeTicks();
      case LINEAR -> linearTicks();
    };
  }

  private List<Tick> linearTicks() {
    double rough = (high - low) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
    if (high - low >= 2) {
      // Of half a child nobody has heard.
      step = Math.max(step, 1);
    }
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(new Tick(i * step, figure(i * step)));
    }
    return ticks;
  }

  private List<Tick> logTicks() {
    List<Tick> ticks = new ArrayList<>();
    double decades = Math.log10(high) - Math.log10(low);
    int[] within = decades > 3 ? new int[] {1} : new int[] {1, 2, 5};
    for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (int digit : within) {
        double value = digit * Math.pow(10, power);
        if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
          ticks.add(new Tick(value, figure(value)));
        }
      }
    }
    return ticks;
  }

  private List<Tick> timeTicks() {
    long step = TIME_STEPS[TIME_STEPS.length - 1];
    for (int i = TIME_STEPS.length - 1; i >= 0 && (high - low) / TIME_STEPS[i] <= TICKS; i--) {
      step = TIME_STEPS[i];
    }
    String pattern =
        step >= DAY
            ? "MM-dd"
            : high - low > DAY
                ? "MM-dd HH:mm"
                : step >= MINUTE ? "HH:mm" : step >= SECOND ? "HH:mm:ss" : "HH:mm:ss.SSS";
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    List<Tick> ticks = new ArrayList<>();
    for (long at = (long) Math.ceil(low / step) * step; at <= high; at += step) {
      ticks.add(new Tick(at, format.format(Instant.ofEpochMilli(at))));
    }
    return ticks;
  }

  /** Without decimals that say nothing. */
  private static String figure(double value) {
    if (value != 0 && Math.abs(value) < 0.001) {
      return Numbers.of(value);
    }
    String text =
        Math.abs(value) < 100 ? String.format(Locale.ROOT, "%.3f", value) : Numbers.of(value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}

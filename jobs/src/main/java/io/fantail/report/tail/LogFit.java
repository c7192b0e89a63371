package io.fantail.report.tail;

import io.fantail.shape.Fields;

/**
 * The straight line through logarithms of how long children took over logarithms of how large their
 * input was, by least squares; made of sums, which tasks can add up.
 */
final class LogFit {
  /** Fewer say nothing of a slope. */
  private static final long LEAST_COUNT = 8;

  /** So many standard errors the slope is above 0 at least: 0.1 % of lines do that by chance. */
  private static final double SURE = 3.3;

  private long count;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumXy;
  private double sumYy;

  void add(double size, double millis) {
    if (size > 0 && millis > 0) {
      double x = Math.log(size);
      double y = Math.log(millis);
      count++;
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumXy += x * y;
      sumYy += y * y;
    }
  }

  void add(LogFit others) {
    count += others.count;
    sumX += others.sumX;
    sumY += others.sumY;
    sumXx += others.sumXx;
    sumXy += others.sumXy;
    sumYy += others.sumYy;
  }

  static LogFit shape(Fields<LogFit> fields) {
    LogFit fit = new LogFit();
    fit.count = fields.whole(one -> one.count);
    fit.sumX = fields.number(one -> one.sumX);
    fit.sumY = fields.number(one -> one.sumY);
    fit.sumXx = fields.number(one -> one.sumXx);
    fit.sumXy = fields.number(one -> one.sumXy);
    fit.sumYy = fields.number(one -> one.sumYy);
    return fit;
  }

  /** Whether anything is known of the sizes. */
  boolean isKnown() {
    return count > 0;
  }

  /** How much of the variance the line explains, from 0 to 1; 0 where no line rises surely. */
  double explained() {
    double xx = sumXx - sumX * sumX / count;
    double yy = sumYy - sumY * sumY / count;
    double xy = sumXy - sumX * sumY / count;
    if (count < LEAST_COUNT || xx <= 0 || yy <= 0 || xy <= 0) {
      return 0;
    }
    double squared = Math.min(1, xy * xy / (xx * yy));
    double standardErrors = Math.sqrt(squared * (count - 2) / Math.max(1 - squared, 1e-12));
    return standardErrors >= SURE ? squared : 0;
  }

  /** How long a child of such a size takes by the line, in ms. */
  double millisOf(double size) {
    double slope = (sumXy - sumX * sumY / count) / (sumXx - sumX * sumX / count);
    return Math.exp(sumY / count + slope * (Math.log(size) - sumX / count));
  }
}

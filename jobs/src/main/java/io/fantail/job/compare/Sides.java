package io.fantail.job.compare;

import java.util.function.Function;

/** By what executions are on the one side or the other. */
public sealed interface Sides {

  /** What is to be done in each case. */
  <T> T match(
      Function<Windows, T> windows, Function<Versions, T> versions, Function<MapRuns, T> mapRuns);

  /** How the first side is named, as its option takes it. */
  String baseInWords();

  /** How the second side is named. */
  String againstInWords();

  /** When they started. The two do not overlap. */
  record Windows(Window base, Window against) implements Sides {
    @Override
    public <T> T match(
        Function<Windows, T> windows,
        Function<Versions, T> versions,
        Function<MapRuns, T> mapRuns) {
      return windows.apply(this);
    }

    @Override
    public String baseInWords() {
      return base.toString();
    }

    @Override
    public String againstInWords() {
      return against.toString();
    }
  }

  /** The version of a Lambda function that they called. */
  record Versions(String base, String against) implements Sides {
    @Override
    public <T> T match(
        Function<Windows, T> windows,
        Function<Versions, T> versions,
        Function<MapRuns, T> mapRuns) {
      return versions.apply(this);
    }

    @Override
    public String baseInWords() {
      return "version " + base;
    }

    @Override
    public String againstInWords() {
      return "version " + against;
    }
  }

  /** The Map Run whose children they are, by its ARN. */
  record MapRuns(String base, String against) implements Sides {
    @Override
    public <T> T match(
        Function<Windows, T> windows,
        Function<Versions, T> versions,
        Function<MapRuns, T> mapRuns) {
      return mapRuns.apply(this);
    }

    @Override
    public String baseInWords() {
      return base;
    }

    @Override
    public String againstInWords() {
      return against;
    }
  }
}

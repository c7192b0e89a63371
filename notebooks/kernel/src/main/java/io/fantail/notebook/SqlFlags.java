package io.fantail.notebook;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What may stand behind {@code %%sql}: the flags of sparkmagic 0.21 (its {@code
 * kernels/kernelmagics.py}). Those that concern its Python on the other side change nothing here.
 */
@Command(name = "%%sql")
final class SqlFlags {
  @Option(
      names = {"-o", "--output"},
      description = "Variable of the local Python; there is none here.")
  @Nullable String variable;

  @Option(
      names = {"-q", "--quiet"},
      description = "Shows nothing.")
  boolean quiet;

  @Option(
      names = {"-n", "--maxrows"},
      description = "Most rows that are shown; -1 for as many as are shown at all.")
  @Nullable Integer rows;

  @Option(
      names = {"-m", "--samplemethod"},
      description = "take or sample; always take here.")
  @Nullable String sampleMethod;

  @Option(
      names = {"-r", "--samplefraction"},
      description = "Of sample.")
  @Nullable Double sampleFraction;

  @Option(
      names = {"-c", "--coerce"},
      description = "Of the local Python.")
  @Nullable String coerce;

  private SqlFlags() {}

  /**
   * Reads the words behind the magic's name.
   *
   * @throws CellMistake when sparkmagic would not understand them either
   */
  static SqlFlags of(String... words) {
    SqlFlags flags = new SqlFlags();
    try {
      new CommandLine(flags).parseArgs(words);
    } catch (ParameterException mistake) {
      throw new CellMistake(
          mistake.getMessage() + ". %%sql takes -o VARIABLE, -q, -n ROWS, -m METHOD, -r FRACTION.",
          mistake);
    }
    return flags;
  }
}

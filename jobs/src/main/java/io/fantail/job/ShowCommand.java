package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.option.LakeAddress;
import io.fantail.job.session.InterpretedPlans;
import io.fantail.job.session.Session;
import io.fantail.job.session.Terminal;
import io.fantail.job.show.LakeShow;
import io.fantail.job.show.ShowFormat;
import io.fantail.job.summary.Wording;
import io.fantail.look.terminal.Ink;
import io.fantail.look.terminal.Paper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one execution or Map Run. */
@Command(
    name = "show",
    description =
        "Shows the waterfall of one execution, or what the children of a Map Run came to, with alike parts folded.")
final class ShowCommand extends LakeCommand {
  private static final int USUAL_COLUMNS = 100;
  private static final int MOST_COLUMNS = 240;

  @Mixin LakeAddress lakeAddress;

  @Parameters(
      paramLabel = "ARN",
      description =
          "An execution or a Map Run: its ARN, its name or id, the beginning of it; of a Map Run the label or state,"
              + " where no other is called so; or the id of a trace, a request, a span or a durable execution.")
  String asked;

  @Option(
      names = "--all",
      arity = "0..1",
      fallbackValue = "true",
      description = "Fold nothing: every iteration, attempt and child has a row.")
  boolean all;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "How it is printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ShowFormat format;

  @Override
  public Integer call() {
    try (Session session = open(lakeAddress.lake)) {
      session.checkQueryable();
      // What is read is a few columns of a day: code for it would take longer to compile.
      InterpretedPlans interpreted = InterpretedPlans.in(session.spark());
      try {
        LakeShow show = new LakeShow(session.lake(), asked, paper());
        if (outputOptions.json || format == ShowFormat.JSON) {
          show.json();
        } else {
          show.text();
        }
      } finally {
        interpreted.end();
      }
      return ExitCode.DONE;
    }
  }

  private Paper paper() {
    Terminal terminal = Terminal.ofProcess();
    return new Paper(
        spec.commandLine().getOut(),
        terminal.width(MOST_COLUMNS, USUAL_COLUMNS),
        terminal.hasColours() ? Ink.COLOURED : Ink.PLAIN,
        arn -> Wording.show(lakeAddress.lake, arn),
        all);
  }
}

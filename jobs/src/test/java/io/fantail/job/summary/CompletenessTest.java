package io.fantail.job.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompletenessTest {
  @Test
  void saysThatAllIsHere() {
    assertThat(
            new Completeness(
                    3,
                    0,
                    100_000,
                    100_000,
                    0,
                    0,
                    100_000,
                    100_000,
                    0,
                    50,
                    50,
                    1_200_000,
                    0,
                    MissingLogs.NONE)
                .sentence())
        .isEqualTo(
            "The picture: 100,000 of 100,000 reported children are here, 100 % of them linked to"
                + " their Map Run, 100 % of Lambda attempts linked to their invocation, 0 of"
                + " 1,200,000 events missing.");
  }

  @Test
  void saysWhatIsMissingAndWhatToDo() {
    assertThat(
            new Completeness(
                    5, 2, 1_000, 900, 60, 0, 1_010, 1_000, 10, 1_000, 998, 99, 1, MissingLogs.NONE)
                .sentence())
        .isEqualTo(
            "The picture: 900 of 1,000 reported children are here (60 had not begun when AWS was"
                + " asked; no count reported for 2 Map Runs), 99.0 % of all 1,010 here linked to"
                + " their Map Run, 99.8 % of Lambda attempts linked to their invocation, 1 of 100"
                + " events missing. Of 10 children it is not clear which Map Run they are of."
                + " Archive the histories of all parents, and DescribeExecution or ListExecutions"
                + " answers, or the Map Run's ResultWriter export, beside them: they name the Map"
                + " Run.");
  }

  /** What never began is not missing, and is told. */
  @Test
  void saysHowManyNeverBegan() {
    assertThat(new Completeness(1, 0, 5, 4, 1, 1, 4, 4, 0, 0, 0, 7, 0, MissingLogs.NONE).sentence())
        .startsWith("The picture: 4 of 5 reported children are here (1 never began), 100 %");
    assertThat(new Completeness(2, 0, 9, 4, 3, 1, 4, 4, 0, 0, 0, 7, 0, MissingLogs.NONE).sentence())
        .contains("(1 never began; 2 had not begun when AWS was asked)");
  }

  @Test
  void saysThatAwsCountedNothing() {
    assertThat(
            new Completeness(1, 1, 0, 0, 0, 0, 12, 12, 0, 0, 0, 7, 0, MissingLogs.NONE).sentence())
        .isEqualTo(
            "The picture: 12 children are here (no count reported for 1 Map Run), 100 % of them"
                + " linked to their Map Run, 0 of 7 events missing.");
  }

  @Test
  void speaksOfNothingThatThereIsNot() {
    assertThat(new Completeness(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, MissingLogs.NONE).sentence())
        .isEqualTo("The picture: 0 of 7 events missing.");
    assertThat(new Completeness(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, MissingLogs.NONE).sentence())
        .isEqualTo("The picture: nothing is here.");
    assertThat(new Completeness(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, MissingLogs.NONE).sentence())
        .isEqualTo("The picture: 0 of 0 reported children are here, 0 of 7 events missing.");
  }

  @Test
  void neverRoundsUpToAll() {
    assertThat(ofAttempts(99_999, 100_000)).contains(" 99.9 % of Lambda");
    assertThat(ofAttempts(1, 100_000)).contains(" less than 0.1 % of Lambda");
    assertThat(ofAttempts(0, 100_000)).contains(" 0.0 % of Lambda");
  }

  private static String ofAttempts(long linked, long all) {
    return new Completeness(0, 0, 0, 0, 0, 0, 0, 0, 0, all, linked, 7, 0, MissingLogs.NONE)
        .sentence();
  }

  @Test
  void namesTheLogsThatAreMissing() {
    assertThat(withLogs(new MissingLogs(1, 1, "charge")))
        .endsWith(
            " events missing. The logs of 1 attempt are missing (charge): archive the log group of the"
                + " function, by default /aws/lambda/charge, as with: aws logs create-export-task"
                + " --log-group-name /aws/lambda/charge --from MILLIS --to MILLIS --destination BUCKET");
    assertThat(withLogs(new MissingLogs(5, 1_204, "charge, bill, mail")))
        .contains(
            " The logs of 1,204 attempts are missing (charge, bill, mail and 2 more functions): archive"
                + " the log groups of the functions, by default /aws/lambda/charge and so on, as with: ");
  }

  private static String withLogs(MissingLogs logs) {
    return new Completeness(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, logs).sentence();
  }
}

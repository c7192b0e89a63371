package io.fantail.testing.workflow;

/** States whose work has no events: Pass, Choice, Wait, Succeed, Fail. */
final class SimpleWork implements Work {
  private static final int PERCENT = 100;
  private final StateRun state;
  private final ExecutionRun run;

  SimpleWork(StateRun state) {
    this.state = state;
    this.run = state.run;
  }

  @Override
  public void begin() {
    StateType type = state.shape.type();
    int chance = run.random.nextInt(PERCENT);
    if (type == StateType.FAIL) {
      String error = run.chance(90) ? "Refused" + run.random.nextInt(3) : null;
      String cause = error == null ? null : "refused";
      state.flow.later(
          run.tick(), () -> state.fail(new Failure(state.entered, error, cause, state.span, true)));
    } else if (chance < 2 && type != StateType.SUCCEED) {
      state.flow.later(run.tick(), () -> state.failAtRuntime(state.entered));
    } else if (chance < 4 && type != StateType.SUCCEED) {
      state.flow.later(run.tick(), state::failEvaluation);
    } else {
      state.flow.later(type == StateType.WAIT ? run.random.nextInt(3_000) : run.tick(), this::exit);
    }
  }

  private void exit() {
    boolean loops = state.shape.is(StateType.CHOICE) && state.shape.loopTo() >= 0;
    state.exit(state.entered, loops && run.mayLoop() ? state.shape.loopTo() : -1);
  }

  @Override
  public void stop() {}

  /** Only of Wait is there a type. Not recorded: it hangs where AWS's synthetic one does. */
  @Override
  public void writeAborts(WrittenEvent failing) {
    if (run.writesAllAborts && state.shape.is(StateType.WAIT)) {
      run.emit("WaitStateAborted", state.entered.id(), null);
    }
  }

  @Override
  public void redrive() {
    state.flow.later(run.tick(), this::exit);
  }
}

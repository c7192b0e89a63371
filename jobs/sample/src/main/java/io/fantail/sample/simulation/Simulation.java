package io.fantail.sample.simulation;

import io.fantail.sample.layout.ArchiveSink;
import io.fantail.sample.model.ModelExecution.Status;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.truth.TruthCollector;
import io.fantail.sample.workflow.AuditChild;
import io.fantail.sample.workflow.ChildScript;
import io.fantail.sample.workflow.DetailsChild;
import io.fantail.sample.workflow.OrderChild;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;

/** Plays the three parents and their Map Runs, and tells the archive and the truth. */
public final class Simulation {
  private static final long AUDIT_DELAY_MILLIS = 700;

  private final SampleOptions options;
  private final ArchiveSink sink;
  private final Chronicle chronicle;
  private final Payloads payloads;
  private final Cast cast;
  private final Shares shares;

  public Simulation(SampleOptions options, ArchiveSink sink) {
    this.options = options;
    this.sink = sink;
    this.chronicle = new Chronicle(options, sink);
    this.payloads = new Payloads(options.payloadChars(), Randomness.of(options.seed(), "prose", 0));
    this.cast = Cast.of(options, payloads, chronicle::invoked, sink::retired);
    this.shares = Shares.of(options.children());
  }

  /** Plays everything; the truth still lacks what only the containers know. */
  public TruthCollector run() {
    long startsAt = options.startsAt().toEpochMilli();
    nightlyAudit(startsAt + AUDIT_DELAY_MILLIS);
    long endedAt = orderFanout(startsAt);
    stillRunning(endedAt + 5_000);
    cast.dismissAll();
    return chronicle.truth();
  }

  private long orderFanout(long at) {
    EventOrder order = new EventOrder(sink::event);
    MapRunSimulation children = new MapRunSimulation(options, order, chronicle::finished);
    ExecutionName name = World.parent(World.ORDER_FANOUT, "daily-" + options.startName());
    Parent parent = new Parent(name, order, cast.task(), payloads, randomOf(name));
    parent.start(at);
    parent.lambda(Parent.PREPARE);
    MapRunPlan process =
        new MapRunPlan(
            World.ORDER_FANOUT,
            "ProcessOrd1",
            0,
            shares.process(),
            shares.slots(),
            OrderChild.LIMIT_MILLIS,
            MapRunPlan.NEVER_ABORTED);
    String processRun = parent.enterMap("ProcessOrders", process);
    ChildScript orders = new OrderChild(cast.task(), payloads);
    parent.leaveMap(children.run(process, orders, parent.at()));
    cast.dismiss(World.PROCESS);
    MapRunPlan enrich =
        new MapRunPlan(World.ORDER_FANOUT, "EnrichOrders", shares.enrich(), shares.slots());
    String enrichRun = parent.enterMap("EnrichOrders", enrich);
    ChildScript details = new DetailsChild(cast.task(), payloads, name.arn());
    parent.leaveMap(children.run(enrich, details, parent.at()));
    cast.dismiss(World.ENRICH);
    parent.lambda(Parent.SUMMARIZE);
    chronicle.finished(parent.succeed());
    order.releaseAll();
    chronicle
        .truth()
        .mapRun(
            processRun, process.label(), "ProcessOrders", name, Status.SUCCEEDED, "time_window");
    chronicle
        .truth()
        .mapRun(enrichRun, enrich.label(), "EnrichOrders", name, Status.SUCCEEDED, "context");
    return parent.at();
  }

  private void nightlyAudit(long at) {
    EventOrder order = new EventOrder(sink::event);
    MapRunSimulation children = new MapRunSimulation(options, order, chronicle::finished);
    ExecutionName name = World.parent(World.NIGHTLY_AUDIT, "audit-" + options.startName());
    Parent parent = new Parent(name, order, cast.task(), payloads, randomOf(name));
    parent.start(at);
    MapRunPlan endless =
        new MapRunPlan(World.NIGHTLY_AUDIT, "AuditItems", shares.audit(), shares.auditSlots());
    String run = parent.enterMap("AuditItems", endless);
    MapRunPlan audit = endless.withAbortedAt(rehearsedFailure(endless, parent.at()));
    children.run(audit, auditScript(cast), parent.at());
    chronicle.finished(parent.failMap(audit.abortedAt()));
    order.releaseAll();
    cast.dismiss(World.AUDIT);
    chronicle.truth().mapRun(run, audit.label(), "AuditItems", name, Status.FAILED, "time_window");
  }

  /**
   * When the last child fails, which is one failure too many. A rehearsal finds out, because the
   * abort must be known before the children it cuts short are played.
   */
  private long rehearsedFailure(MapRunPlan plan, long from) {
    Cast understudies = Cast.of(options, payloads, invocation -> {}, sandbox -> {});
    EventOrder nobody = new EventOrder((execution, event) -> {});
    long[] lastChildEndedAt = new long[1];
    new MapRunSimulation(options, nobody, child -> lastChildEndedAt[0] = child.endedAt())
        .run(plan, auditScript(understudies), from);
    return lastChildEndedAt[0] + 1;
  }

  private ChildScript auditScript(Cast players) {
    return new AuditChild(players.task(), payloads, shares.audit(), shares.auditSlots());
  }

  /** The next day's parent, caught by the end of the archive while it waits for its first Task. */
  private void stillRunning(long at) {
    EventOrder order = new EventOrder(sink::event);
    ExecutionName name =
        World.parent(World.ORDER_FANOUT, "daily-" + options.startName() + "-again");
    Parent parent = new Parent(name, order, cast.task(), payloads, randomOf(name));
    parent.start(at);
    chronicle.finished(parent.waitForever(Parent.PREPARE));
    order.releaseAll();
  }

  private Randomness randomOf(ExecutionName name) {
    return Randomness.of(options.seed(), name.arn(), 0);
  }
}

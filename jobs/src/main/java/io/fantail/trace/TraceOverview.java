package io.fantail.trace;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.Packed;
import io.fantail.span.ExecutionSpans;
import io.fantail.span.PackedExecutionSpans;
import io.fantail.span.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The little of all executions that every task has to know. */
public final class TraceOverview {
  private final List<ExecutionSpans> parents = new ArrayList<>();
  private final Set<String> unnamedFunctions = new TreeSet<>();

  /** The executions that started Map Runs, without their spans. */
  public List<ExecutionSpans> parents() {
    return parents;
  }

  /** The functions of the attempts whose events name no request id. */
  public Set<String> unnamedFunctions() {
    return unnamedFunctions;
  }

  void add(byte[] packedExecution) {
    ExecutionSpans built = PackedExecutionSpans.unpack(packedExecution);
    if (!built.mapRuns().isEmpty()) {
      parents.add(new ExecutionSpans(built.execution(), List.of(), built.mapRuns()));
    }
    for (Span span : built.spans()) {
      String function = span.call().functionName();
      if (function != null && TimeWindowStage.isUnnamed(span)) {
        unnamedFunctions.add(function);
      }
    }
  }

  void add(TraceOverview other) {
    parents.addAll(other.parents);
    unnamedFunctions.addAll(other.unnamedFunctions);
  }

  byte[] pack() {
    Output out = Packed.output();
    out.writeVarInt(unnamedFunctions.size(), true);
    unnamedFunctions.forEach(function -> Packed.writeText(out, function));
    for (ExecutionSpans parent : parents) {
      byte[] packed = PackedExecutionSpans.pack(parent);
      out.writeVarInt(packed.length, true);
      out.writeBytes(packed);
    }
    return out.toBytes();
  }

  static TraceOverview unpack(byte[] packed) {
    Input in = new Input(packed);
    TraceOverview overview = new TraceOverview();
    int functions = in.readVarInt(true);
    for (int i = 0; i < functions; i++) {
      overview.unnamedFunctions.add(Packed.readKnownText(in));
    }
    while (in.position() < packed.length) {
      overview.parents.add(
          PackedExecutionSpans.unpackWithoutSpans(in.readBytes(in.readVarInt(true))));
    }
    return overview;
  }
}

/*
 * The tree of a trace, as the waterfall shows it: nodes with the children that unfold from them. Alike children of a Map
 * Run are one node with their figures.
 */

const KINDS = {map_run: 'Map Run', execution: 'execution', state: 'state', attempt: 'attempt', lambda: 'Lambda', iteration: 'iteration', branch: 'branch', aws: 'X-Ray'};

/** Spans by execution, and of one execution by the span above. */
const spansOf = groupBy(rows('spans'), span => span.execution_arn);
const executionOf = new Map([...rows('parents'), ...rows('children')].map(row => [row.execution_arn, row]));
const childrenOf = groupBy(rows('children'), row => row.map_run_arn);
const outcomesOf = groupBy(rows('outcomes'), row => row.map_run_arn);

function outcomeKey(row) {
  return [row.map_run_arn, row.status, row.error, row.is_retried, row.is_throttled].join(' ');
}

const histograms = groupBy(rows('outcome_histogram'), outcomeKey);

/** What happened to alike children, in words. */
function outcomeWords(outcome) {
  const how = (outcome.is_retried ? ' after a retry' : '') + (outcome.is_throttled ? ', throttled' : '');
  switch (outcome.status) {
    case 'SUCCEEDED': return 'succeeded' + (how || ' at once');
    case 'RUNNING': return 'running, or their end is not in the archive' + how;
    case 'FAILED': return 'failed' + how + ': ' + (outcome.error || 'no error named');
    case 'TIMED_OUT': return 'timed out' + how;
    default: return outcome.status.toLowerCase().replaceAll('_', ' ') + how + (outcome.error ? ': ' + outcome.error : '');
  }
}

/** An execution with all below it. */
function executionNode(row, origin) {
  const spans = spansOf.get(row.execution_arn) || [];
  const root = spans.find(span => span.kind === 'execution');
  return {
    id: root ? root.span_id : row.execution_arn, spanId: root ? root.span_id : null,
    kind: 'execution', name: row.map_run_arn ? idOf(row.execution_arn) : shortArn(row.execution_arn), arn: row.execution_arn,
    start: row.started_at, end: origin && row.active_ms !== null ? row.started_at + row.active_ms : row.ended_at, millis: row.active_ms, status: row.status, error: row.error, row,
    origin: origin ? row.started_at : null,
    note: row.weight && row.weight > 1 ? 'stands for ' + fixed(row.weight, 1) + ' children' : reasonWords(row.reason),
    unfold: () => root ? below(root, spans) : [],
    hidden: spans.length ? spans[0].spans_of_execution - spans.length : null,
  };
}

function reasonWords(reason) {
  return {slow: 'one of the slowest', critical_path: 'the last to end'}[reason] || null;
}

/** The nodes below a span, with a node for each wait between attempts. */
function below(parent, spans) {
  const known = new Set(spans.map(span => span.span_id));
  const direct = spans.filter(span => span !== parent
    && (span.parent_span_id === parent.span_id || (parent.kind === 'execution' && !known.has(span.parent_span_id))));
  const nodes = [];
  let before = null;
  for (const span of direct.sort((one, other) => one.started_at - other.started_at)) {
    if (span.kind === 'attempt' && before && before.ended_at && span.started_at > before.ended_at) {
      nodes.push({id: span.span_id + '-backoff', kind: 'backoff', name: 'wait before attempt ' + span.attempt, start: before.ended_at,
        end: span.started_at, millis: span.started_at - before.ended_at, status: null, unfold: () => []});
    }
    before = span.kind === 'attempt' ? span : before;
    nodes.push(spanNode(span, spans));
  }
  return foldedIterations(nodes, spans.length < spans[0].spans_of_execution);
}

function spanNode(span, spans) {
  const mapRun = span.kind === 'map_run' && rows('map_runs').find(run => run.map_run_arn === span.map_run_arn);
  if (mapRun) {
    return mapRunNode(mapRun, span);
  }
  const named = span.started_execution_arn && executionOf.get(span.started_execution_arn);
  // An execution hangs below what the tables say started it, and nowhere else.
  const started = named && named.parent_execution_arn === span.execution_arn ? named : null;
  return {
    id: span.span_id, spanId: span.span_id, kind: span.kind, name: spanName(span), start: span.started_at, end: span.ended_at, millis: span.active_ms,
    status: span.status, error: span.error, cause: span.cause, span,
    init: span.kind === 'lambda' && span.cold_start ? span.init_ms : null,
    critical: span.critical_ms,
    unfold: () => [...below(span, spans), ...(started ? [executionNode(started, false)] : [])],
  };
}

function spanName(span) {
  switch (span.kind) {
    case 'attempt': return 'attempt ' + span.attempt;
    case 'iteration': return 'iteration ' + span.iteration;
    case 'state': return (span.state_name || UNKNOWN) + (span.state_type ? ' · ' + span.state_type : '');
    case 'lambda': return span.function_name || UNKNOWN;
    default: return span.name || words(span.kind);
  }
}

const MOST_ITERATIONS = 12;

/** Many iterations of an inline Map are one node, from which the slowest unfold. */
function foldedIterations(nodes, isCut) {
  const iterations = nodes.filter(node => node.kind === 'iteration');
  if (iterations.length <= MOST_ITERATIONS) {
    return nodes;
  }
  const sorted = [...iterations].sort((one, other) => (other.millis || 0) - (one.millis || 0));
  const fold = {
    id: iterations[0].id + '-fold', kind: 'fold', name: isCut ? count(iterations.length) + ' iterations, the longest of them' : counted(iterations.length, 'iteration', 'iterations'),
    start: Math.min(...iterations.map(node => node.start)), end: Math.max(...iterations.map(node => node.end || node.start)),
    figures: {children: iterations.length, p50: isCut ? null : quantile(sorted, 0.5), p99: isCut ? null : quantile(sorted, 0.99), max: sorted[0].millis},
    millis: Math.max(...iterations.map(node => node.end || node.start)) - Math.min(...iterations.map(node => node.start)),
    status: null, unfold: () => sorted.slice(0, MOST_ITERATIONS), hidden: iterations.length - MOST_ITERATIONS,
  };
  return [...nodes.filter(node => node.kind !== 'iteration'), fold];
}

/** Of nodes with the longest first; between the closest ranks, as the tables have it. */
function quantile(sorted, quantile) {
  const times = sorted.map(node => node.millis).filter(millis => millis !== null).reverse();
  const place = quantile * (times.length - 1);
  const low = times[Math.floor(place)];
  return times.length ? low + (place % 1) * ((times[Math.ceil(place)] ?? low) - low) : null;
}

/** A Map Run; its children are folded by what happened to them. */
function mapRunNode(run, span) {
  return {
    id: span ? span.span_id : run.map_run_arn, spanId: span ? span.span_id : null, kind: 'map_run', name: (run.state_name || run.label || 'Map Run'), arn: run.map_run_arn,
    start: run.started_at, end: run.ended_at, millis: run.duration_ms, status: run.status, run,
    figures: {children: run.children, p50: run.p50_ms, p99: run.p99_ms, max: run.max_ms},
    note: here(run),
    unfold: () => {
      const longest = Math.max(0, ...(childrenOf.get(run.map_run_arn) || []).map(child => child.active_ms || 0));
      return (outcomesOf.get(run.map_run_arn) || []).map(outcome => outcomeNode(run, outcome, longest));
    },
  };
}

/** Children on days that the page is not of are counted by their Map Run, and are not here. */
function here(run) {
  const children = sum(outcomesOf.get(run.map_run_arn) || [], outcome => outcome.children);
  return children < run.children ? count(children) + ' of its children began on days of this page' : null;
}

function outcomeNode(run, outcome, longest) {
  const key = outcomeKey(outcome);
  const shown = (childrenOf.get(run.map_run_arn) || []).filter(child => outcomeKey(child) === key
    && isWithinFilter(child.started_at, child.active_ms));
  return {
    id: 'outcome-' + hashOf(key), kind: 'fold', name: outcomeWords(outcome), status: outcome.status, start: run.started_at, end: run.ended_at,
    figures: {children: outcome.children, p50: outcome.p50_ms, p99: outcome.p99_ms, max: outcome.max_ms}, run,
    histogram: (histograms.get(key) || []).map(row => ({step: row.step, children: row.children})),
    longest, unfold: () => shown.map(child => ({...executionNode(child, true), longest})),
    hidden: outcome.children - shown.length,
  };
}

/** A short name for a key, for addresses within the page. */
function hashOf(text) {
  let hash = 5381;
  for (let place = 0; place < text.length; place++) {
    hash = (hash * 33 ^ text.charCodeAt(place)) >>> 0;
  }
  return hash.toString(36);
}

/** The roots of the waterfall: executions that started Map Runs, the Map Runs of others, executions without any. */
function roots() {
  const parents = rows('parents').map(row => executionNode(row, false));
  const above = new Set(rows('parents').map(row => row.execution_arn));
  const others = rows('map_runs').filter(run => !above.has(run.parent_execution_arn)).map(run => mapRunNode(run, null));
  return [...parents, ...others];
}

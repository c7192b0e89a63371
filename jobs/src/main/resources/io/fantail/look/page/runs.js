/* Map Runs: a table of them, and the story of one over its time. */

const PHASES = [['start', 'start_ms'], ['ramp', 'ramp_ms'], ['steady', 'steady_ms'], ['tail', 'tail_phase_ms'], ['finish', 'finish_ms']];

function mapRunName(run) {
  return (run.state_name || run.label || 'Map Run') + ' ' + (manyDays() ? moment(run.started_at) : clock(run.started_at));
}

function mapRunTable() {
  return table({
    id: 'map-runs-table', caption: 'Map Runs' + (rows('map_runs').length && rows('map_runs')[0].map_runs > rows('map_runs').length ? ', ' + count(rows('map_runs').length) + ' of ' + count(rows('map_runs')[0].map_runs) : '') + ', those that run and then those that took longest first (times of children in ms, phases in s)', most: 10,
    rows: rows('map_runs'),
    columns: [
      {name: 'Map Run', value: run => mapRunName(run), cell: run => h('a', {
        href: '#map-run-' + idOf(run.map_run_arn), title: run.map_run_arn}, mapRunName(run))},
      {name: 'status', value: run => run.status, cell: run => status(run.status)},
      {name: 'children', value: run => run.children, cell: run => count(run.children), isNumber: true},
      {name: 'reported', value: run => run.reported_children, cell: run => run.reported_children === null ? '–' : count(run.reported_children), isNumber: true},
      {name: 'failed', value: run => run.failed + run.timed_out + run.aborted, cell: run => count(run.failed + run.timed_out + run.aborted), isNumber: true},
      ...['p50', 'p95', 'p99', 'max'].map(name => ({name, value: run => run[name + '_ms'], cell: run => run[name + '_ms'] === null ? '–' : fixed(run[name + '_ms'], 0), isNumber: true})),
      ...PHASES.map(([name, column]) => ({name, value: run => run[column], cell: run => run[column] === null ? '–' : fixed(run[column] / 1000, 1), isNumber: true})),
      {name: 'most at once', value: run => run.max_concurrency, cell: run => run.max_concurrency === null ? '–' : count(run.max_concurrency) + (run.configured_max_concurrency ? ' of ' + count(run.configured_max_concurrency) : ''), isNumber: true},
    ].filter(column => column.name !== 'reported' || rows('map_runs').some(run => run.reported_children !== null)),
  });
}

function status(word) {
  const isBad = word && !['SUCCEEDED', 'RUNNING', 'ok', 'unfinished'].includes(word);
  return h('span', {class: isBad ? 'bad' : null}, isBad ? '✗ ' : '', word === null ? UNKNOWN : word);
}

/** One Map Run over its time: running, begun and ended children, failures, throttles, phases. */
function mapRunChart(run) {
  const buckets = rows('timeline').filter(row => row.map_run_arn === run.map_run_arn);
  if (!buckets.length) {
    return h('p', {class: 'note'}, 'Its story is not on this page: ',
      copyable(command('query') + ' ' + shellWord("SELECT * FROM map_run_timeline WHERE map_run_arn = '" + run.map_run_arn.replaceAll('\\', '\\\\').replaceAll("'", "\\'") + "' ORDER BY bucket_start")));
  }
  const rate = column => buckets.map(bucket => bucket[column]);
  return drawn((into, width) => new uPlot({
    width, height: 260, ms: 1,
    tzDate: millis => zone.isLocal ? new Date(millis) : uPlot.tzDate(new Date(millis), 'Etc/UTC'),
    scales: {x: {time: true, range: [Math.min(run.started_at, buckets[0].bucket_start), Math.max(run.ended_at || 0, buckets[buckets.length - 1].bucket_start + buckets[buckets.length - 1].bucket_ms)]}, y: {range: (u, low, high) => [0, Math.max(high * 1.15, 1)]}},
    axes: [axis(zoneName(), moments, {space: 80}), axis('children', (u, values) => values.map(value => value % 1 ? '' : count(value)), {size: 64})],
    series: [
      {label: 'time', value: (u, value) => value === null ? '–' : clock(value)},
      {label: 'running at once', stroke: styleOf('--accent'), fill: styleOf('--accent-soft'), width: 2, paths: uPlot.paths.stepped({align: 1}), points: {show: false}},
      {label: 'started per ' + shortDuration(buckets[0].bucket_ms), stroke: styleOf('--muted'), dash: [4, 3], width: 1, paths: uPlot.paths.stepped({align: 1}), points: {show: false}},
      {label: 'failed', stroke: styleOf('--bad'), paths: () => null, points: {show: false}},
      {label: 'throttled', stroke: styleOf('--accent-2'), paths: () => null, points: {show: false}},
      {label: 'retried', stroke: styleOf('--muted'), paths: () => null, points: {show: false}},
    ],
    hooks: {drawClear: [u => shadePhases(u, run)], draw: [u => { ticks(u, buckets, 'failed', '--bad', 0); ticks(u, buckets, 'throttled', '--accent-2', 8); lastChild(u, run); }]},
    cursor: {drag: {x: false, y: false}},
  }, [rate('bucket_start'), rate('running'), rate('started'), rate('failed'), rate('throttled'), rate('retried')], into));
}

function shadePhases(u, run) {
  const context = u.ctx;
  let from = run.started_at;
  context.save();
  context.font = (11 * devicePixelRatio) + 'px system-ui';
  PHASES.forEach(([name, column], place) => {
    const to = from + (run[column] || 0);
    const left = u.valToPos(from, 'x', true);
    const width = u.valToPos(to, 'x', true) - left;
    context.fillStyle = styleOf(place % 2 ? '--band' : '--band-2');
    context.fillRect(left, u.bbox.top, width, u.bbox.height);
    if (width > context.measureText(name).width + 4) {
      context.fillStyle = styleOf('--text');
      context.fillText(name, left + 3, u.bbox.top + 12 * devicePixelRatio);
    }
    from = to;
  });
  context.restore();
}

function ticks(u, buckets, column, colour, offset) {
  const context = u.ctx;
  context.save();
  context.fillStyle = styleOf(colour);
  const base = u.bbox.top + u.bbox.height - offset * devicePixelRatio;
  for (const bucket of buckets.filter(one => one[column] > 0)) {
    const left = u.valToPos(bucket.bucket_start, 'x', true);
    const width = Math.max(2 * devicePixelRatio, u.valToPos(bucket.bucket_start + bucket.bucket_ms, 'x', true) - left - 1);
    context.fillRect(left, base - 7 * devicePixelRatio, width, 6 * devicePixelRatio);
  }
  context.restore();
}

/** The last child, by whose end the Map Run was held. */
function lastChild(u, run) {
  const last = rows('children').find(child => child.execution_arn === run.last_execution_arn);
  if (!last || !last.ended_at) {
    return;
  }
  const context = u.ctx;
  const y = u.bbox.top + 24 * devicePixelRatio;
  context.save();
  context.strokeStyle = styleOf('--text');
  context.lineWidth = 2 * devicePixelRatio;
  context.beginPath();
  context.moveTo(u.valToPos(last.started_at, 'x', true), y);
  context.lineTo(u.valToPos(last.ended_at, 'x', true), y);
  context.stroke();
  context.font = (11 * devicePixelRatio) + 'px system-ui';
  context.fillStyle = styleOf('--text');
  context.textAlign = 'right';
  context.fillText('last child, ' + duration(last.active_ms), u.valToPos(last.ended_at, 'x', true) - 2, y - 5 * devicePixelRatio);
  context.restore();
}

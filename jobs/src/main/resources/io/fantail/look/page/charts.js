/* Charts of uPlot: how times are spread, and what they have in common. */

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [4, 8], [14, 4], [1, 6], [6, 2, 1, 2, 1, 2]];
const STEP = 1.02;

function axis(label, values, more) {
  return {
    label, values, stroke: styleOf('--text'), grid: {stroke: styleOf('--grid'), width: 1}, ticks: {stroke: styleOf('--grid')},
    font: '12px system-ui', labelFont: '12px system-ui', filter: (u, splits) => splits, ...more,
  };
}

/** The moments at an axis of time, to the second where it is short. */
function moments(u, splits) {
  const isShort = splits.length > 1 && splits[1] - splits[0] < 60000;
  return splits.map(millis => millis === null ? null : isShort ? clock(millis) : clock(millis).slice(0, 5));
}

/** Where a logarithmic axis of times has its figures: 1, 2 and 5 of each power of ten, or the powers where these are many. */
function logSplits(u, axisPlace, least, most) {
  const powers = [];
  for (let power = 10 ** Math.floor(Math.log10(least)); power <= most; power *= 10) {
    powers.push(power);
  }
  const splits = powers.length > 3 ? powers : powers.flatMap(power => [power, 2 * power, 5 * power]);
  return splits.filter(split => split >= least && split <= most);
}

/** Charts are drawn on a canvas: they are drawn again where the colours or the width change. */
function drawn(make) {
  const frame = h('div', {class: 'chart'});
  let chart = null;
  let width = 0;
  const draw = () => {
    if (frame.clientWidth > 0) {
      width = frame.clientWidth;
      if (chart) {
        chart.destroy();
      }
      chart = make(frame, width);
      frame.plot = chart;
    }
  };
  new ResizeObserver(() => {
    if (Math.abs(frame.clientWidth - width) > 8) {
      draw();
    }
  }).observe(frame);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  listen('zone', draw);
  frame.draw = draw;
  return frame;
}

/** The share of executions that took longer than each step's edge: exact there. */
function survivors(steps) {
  const sorted = [...steps].sort((one, other) => one.step - other.step);
  const all = sum(sorted, one => one.executions);
  let left = all;
  return {all, points: new Map(sorted.map(one => {
    left -= one.executions;
    return [one.step, left / all];
  })), first: sorted[0].step, last: sorted[sorted.length - 1].step};
}

/** Curves of all groups: children by label, parents, single Map Runs, another window. */
function survivalCurves() {
  const curves = [];
  const children = groupBy(rows('survival').filter(row => row.is_distributed_map_child), row => row.state_machine_name);
  [...children.entries()].sort((one, other) => sum(other[1], row => row.executions) - sum(one[1], row => row.executions))
    .slice(0, DASHES.length)
    .forEach(([name, steps], place) => curves.push({name: 'children of ' + name, of: name, colour: '--accent', dash: DASHES[place], ...survivors(steps)}));
  const parents = rows('survival').filter(row => !row.is_distributed_map_child);
  if (parents.length) {
    curves.push({name: 'all that are no children', of: null, colour: '--accent-2', dash: [], ...survivors(merged(parents))});
  }
  const base = groupBy(rows('base_survival').filter(row => row.is_distributed_map_child), row => row.state_machine_name);
  [...base.entries()].slice(0, 3).forEach(([name, steps], place) => curves.push({
    name: 'children of ' + name + ', ' + data.facts.base, of: name, colour: '--muted', dash: DASHES[place], ...survivors(steps)}));
  return curves;
}

function merged(steps) {
  return [...groupBy(steps, row => row.step).entries()].map(([step, same]) => ({step, executions: sum(same, row => row.executions)}));
}

function mapRunCurve(mapRun) {
  const steps = rows('survival_of_map_runs').filter(row => row.map_run_arn === mapRun.map_run_arn);
  return steps.length
    ? {name: 'Map Run ' + (mapRun.label || mapRun.state_name) + ' of ' + clock(mapRun.started_at), of: null, colour: '--accent-2', dash: [3, 3], ...survivors(steps)}
    : null;
}

function survivalChart() {
  const added = new Set();
  const frame = drawn((into, width) => {
    const curves = [...survivalCurves(), ...rows('map_runs').filter(run => added.has(run.map_run_arn)).map(mapRunCurve).filter(Boolean)];
    if (!curves.length) {
      return new uPlot({width, height: 40, series: [{}]}, [[]], into);
    }
    const first = Math.min(...curves.map(curve => curve.first));
    const last = Math.max(...curves.map(curve => curve.last));
    const steps = Array.from({length: last - first + 2}, (nothing, place) => first - 1 + place);
    const columns = curves.map(curve => {
      let left = 1;
      return steps.map(step => {
        left = curve.points.has(step) ? curve.points.get(step) : left;
        return step < curve.first - 1 || step > curve.last || left <= 0 ? null : left;
      });
    });
    const least = Math.min(...columns.flat().filter(one => one !== null));
    return new uPlot({
      width, height: 340,
      scales: {x: {time: false, distr: 3}, y: {distr: 3, range: [least / 1.5, 1.2]}},
      axes: [axis('time of an execution', (u, values) => values.map(value => value === null ? null : shortDuration(value)), {splits: logSplits}),
        axis('share that took longer', (u, values) => values.map(value => value === null ? null : trimmed(100 * value) + ' %'), {size: 64, splits: logSplits})],
      series: [{label: 'time', value: (u, value) => value === null ? '–' : duration(value)},
        ...curves.map(curve => ({
          label: curve.name + ' (' + count(curve.all) + ')', stroke: styleOf(curve.colour), dash: curve.dash, width: 2,
          paths: uPlot.paths.stepped({align: 1}), points: {show: false},
          value: (u, value) => value === null ? '–' : trimmed(100 * value) + ' % = ' + count(Math.round(value * curve.all)),
        }))],
      hooks: {draw: [u => markQuantiles(u)]},
      cursor: {drag: {x: true, y: false, setScale: false}},
      legend: {live: true, markers: {dash: (u, place) => !curves[place - 1] || !curves[place - 1].dash.length ? 'solid' : curves[place - 1].dash[0] > 3 ? 'dashed' : 'dotted'}},
    }, [steps.map(step => STEP ** step), ...columns], into);
  });
  const runs = rows('map_runs').slice(0, 20);
  const choice = runs.length > 1 && h('fieldset', {class: 'choices'}, h('legend', null, 'Draw single Map Runs, too'), runs.map(run => h('label', null,
    h('input', {type: 'checkbox', change: event => {
      added[event.target.checked ? 'add' : 'delete'](run.map_run_arn);
      frame.draw();
    }}), ' ' + (run.label || run.state_name || 'Map Run') + ' ' + clock(run.started_at))));
  const none = data.facts.base && !rows('base_survival').length && h('p', {class: 'note'}, 'No execution that ended began in ' + data.facts.base + '.');
  return h('div', null, frame, none, choice);
}

/** Where the 95th and 99th percentile are: the share above them. */
function markQuantiles(u) {
  const context = u.ctx;
  context.save();
  context.strokeStyle = styleOf('--muted');
  context.fillStyle = styleOf('--text');
  context.font = (12 * devicePixelRatio) + 'px system-ui';
  context.textAlign = 'left';
  for (const [name, left] of [['p50', 0.5], ['p95', 0.05], ['p99', 0.01], ['p99.9', 0.001]]) {
    const y = u.valToPos(left, 'y', true);
    if (y > u.bbox.top && y < u.bbox.top + u.bbox.height) {
      context.setLineDash([2, 4]);
      context.beginPath();
      context.moveTo(u.bbox.left, y);
      context.lineTo(u.bbox.left + u.bbox.width, y);
      context.stroke();
      context.fillText(name, u.bbox.left + 4, y - 3);
    }
  }
  context.restore();
}

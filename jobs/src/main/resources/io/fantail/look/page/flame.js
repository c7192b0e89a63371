/* The flame graph: in which states, and in what within them, time went; of all children, of slow ones, and how these differ. */

const FLAME = {width: 1000, row: 24};

/** How many executions the sums of a state machine are of. */
function executionsOf(machine, isSlow) {
  return isSlow
    ? sum(rows('slow_children').filter(row => row.state_machine_name === machine), row => row.children)
    : sum(rows('latency').filter(row => row.state_machine_name === machine), row => row.ended);
}

/** The tree of sums, in ms: state machine, state, what it was made of. */
function flameTree(isSlow) {
  const used = rows('parts').filter(row => row.is_distributed_map_child && (!isSlow || row.is_slow));
  const machines = [...groupBy(used, row => row.state_machine_name).entries()].map(([machine, ofMachine]) => {
    const states = [...groupBy(ofMachine, row => row.state_name).entries()]
      .map(([state, ofState]) => stateFlame(state, ofState))
      .filter(Boolean);
    return flameNode(machine, states);
  });
  return flameNode('children', machines);
}

function flameNode(name, children, own) {
  const shown = children.filter(child => child.millis > 0).sort((one, other) => other.millis - one.millis);
  return {name, children: shown, millis: Math.max(own || 0, sum(shown, child => child.millis))};
}

function stateFlame(state, ofState) {
  const millis = (kind, isOk) => sum(ofState.filter(row => row.kind === kind && (isOk === null || row.is_ok === isOk)), row => row.total_ms);
  const type = ofState.map(row => row.state_type).find(Boolean);
  if (type === 'Map' || type === 'Parallel') {
    return null;
  }
  const init = sum(ofState.filter(row => row.kind === 'lambda'), row => row.init_ms);
  const attempts = (isOk, name, cold) => {
    const whole = millis('attempt', isOk);
    const lambda = Math.min(millis('lambda', isOk), whole);
    const started = Math.min(cold, whole - lambda);
    return flameNode(name, lambda ? [flameNode('function ran', [], lambda), flameNode('cold start', [], started),
      flameNode('before and behind the function', [], Math.max(whole - lambda - started, 0))] : [], whole);
  };
  const whole = millis('state', null);
  const ok = attempts(true, 'attempts that succeeded', init);
  const failed = attempts(false, 'attempts that failed', 0);
  const backoff = flameNode('wait before a retry', [], Math.min(sum(ofState, row => row.backoff_ms), Math.max(whole - ok.millis - failed.millis, 0)));
  const hasAttempts = ok.millis + failed.millis > 0;
  return flameNode(state, hasAttempts ? [ok, failed, backoff] : [], whole);
}

function flameGraph() {
  const tabs = [['all', 'All children'], ['slow', 'The slowest percent'], ['difference', 'How these differ']];
  const frame = h('div', {id: 'flame-panel', role: 'tabpanel', 'aria-labelledby': 'flame-all', tabindex: '0'});
  const buttons = tabs.map(([key, name], place) => h('button', {
    type: 'button', role: 'tab', id: 'flame-' + key, 'aria-controls': 'flame-panel', 'aria-selected': String(place === 0), tabindex: place === 0 ? '0' : '-1',
    click: () => show(place),
    keydown: event => {
      const to = {ArrowRight: place + 1, ArrowLeft: place - 1}[event.key];
      if (to !== undefined) {
        show((to + tabs.length) % tabs.length);
        buttons[(to + tabs.length) % tabs.length].focus();
      }
    },
  }, name));
  let zoomed = null;

  function show(place) {
    zoomed = null;
    buttons.forEach((button, other) => {
      button.setAttribute('aria-selected', String(place === other));
      button.setAttribute('tabindex', place === other ? '0' : '-1');
    });
    frame.setAttribute('aria-labelledby', 'flame-' + tabs[place][0]);
    draw(tabs[place][0]);
  }

  function draw(key) {
    const all = flameTree(false);
    const slow = flameTree(true);
    const tree = key === 'all' ? all : slow;
    const perChild = key === 'difference' ? averages(all, slow) : null;
    if (!tree.millis) {
      refill(frame, h('p', null, 'No time of ' + (key === 'all' ? 'children' : 'slow children') + ' is known.'));
      return;
    }
    const from = zoomed || [];
    refill(frame, h('p', {class: 'note'}, flameSentence(key, all, slow), ' ', from.length ? h('button', {type: 'button', click: () => { zoomed = null; draw(key); }}, 'Whole graph') : ''),
      flamePicture(tree, from, perChild, path => { zoomed = path; draw(key); }));
  }

  show(0);
  return h('div', null, h('div', {role: 'tablist', 'aria-label': 'Flame graph', class: 'tabs'}, buttons), frame);
}

function flameSentence(key, all, slow) {
  return {
    all: 'Width is time, ' + duration(all.millis) + ' in states of all children. Click or press Enter to look into a part.',
    slow: 'Width is time, ' + duration(slow.millis) + ' in states of the slowest percent of each label.',
    difference: 'Width is time of the slowest percent. Orange: a slow child spends more there than the average child, the stronger the colour the more; blue: not more. Hover or focus says how much.',
  }[key];
}

/** For each path the ms of an average slow child and of an average child. */
function averages(all, slow) {
  const found = new Map();
  const walk = (node, path, isSlow, machine) => {
    const own = path.length === 2 ? node.name : machine;
    const executions = own ? executionsOf(own, isSlow) : null;
    const key = path.join('\n');
    found.set(key, {...found.get(key), [isSlow ? 'slow' : 'all']: executions ? node.millis / executions : null});
    node.children.forEach(child => walk(child, [...path, child.name], isSlow, own));
  };
  walk(all, ['children'], false, null);
  walk(slow, ['children'], true, null);
  // The strongest colour is for the largest difference within a state.
  found.most = Math.max(1, ...[...found.entries()].filter(([path]) => path.split('\n').length > 3).map(([, one]) => (one.slow || 0) - (one.all || 0)));
  return found;
}

function flamePicture(tree, zoomed, perChild, zoom) {
  const start = zoomed.reduce((node, name) => node.children.find(child => child.name === name) || node, tree);
  const picture = s('svg', {class: 'flame', role: 'group', 'aria-label': 'Flame graph'});
  let depth = 0;
  const place = (node, path, left, width, row) => {
    depth = Math.max(depth, row);
    picture.append(flameBox(node, path, left, width, row, tree, perChild, zoom));
    let at = left;
    for (const child of node.children) {
      const wide = width * child.millis / node.millis;
      if (wide >= 1) {
        place(child, [...path, child.name], at, wide, row + 1);
      }
      at += wide;
    }
  };
  place(start, zoomed, 0, FLAME.width, 0);
  const high = (depth + 1) * FLAME.row;
  picture.setAttribute('viewBox', '0 0 ' + FLAME.width + ' ' + high);
  picture.style.setProperty('min-width', '700px');
  return h('div', {class: 'scrolls'}, picture);
}

function flameBox(node, path, left, width, row, tree, perChild, zoom) {
  const average = perChild && perChild.get(['children', ...path].join('\n'));
  const more = average && average.slow !== null && average.slow !== undefined ? average.slow - (average.all || 0) : null;
  const words = node.name + ': ' + duration(node.millis) + ', ' + share(node.millis, tree.millis)
    + (average && average.slow ? '; a slow child ' + duration(average.slow) + ', the average child ' + duration(average.all || 0) : '');
  const kind = more === null ? 'flame-plain' : more > 0 ? 'flame-more' : 'flame-less';
  const strength = more > 0 ? 0.15 + 0.75 * Math.min(1, more / perChild.most) : null;
  return s('g', {
    transform: 'translate(' + left + ' ' + row * FLAME.row + ')', tabindex: '0', role: 'button', 'aria-label': words, class: 'flame-box', 'data-path': path.join(' / '), 'data-millis': node.millis,
    click: () => zoom(path), keydown: event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); zoom(path); } },
  }, s('title', null, words),
  s('rect', {width: Math.max(width - 1, 0.5), height: FLAME.row - 2, style: strength ? {'fill-opacity': strength} : {}, class: kind + (perChild ? '' : node.name === 'cold start' ? ' flame-cold' : node.name === 'wait before a retry' || node.name === 'attempts that failed' ? ' flame-retry' : '')}),
  width > 40 && s('text', {x: 4, y: 15}, clipped(node.name + ' ' + duration(node.millis), width)));
}

/** A text in so many units, at about seven each. */
function clipped(text, width) {
  const most = Math.floor(width / 7);
  return text.length <= most ? text : text.slice(0, Math.max(most - 1, 1)) + '…';
}

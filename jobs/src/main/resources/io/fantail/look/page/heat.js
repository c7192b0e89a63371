/* When children started, and how long they took: a heat map, on which a part can be marked. */

const HEAT_STEP = 1.15;

function heatCells(label) {
  const cells = rows('heat').filter(row => !label || row.state_machine_name === label);
  return [...groupBy(cells, cell => cell.slot + ' ' + cell.step).values()].map(same => ({
    slot: same[0].slot, step: same[0].step, children: sum(same, cell => cell.children)}));
}

function slotStart(slot) {
  return Number(data.facts.first_start) + slot * Number(data.facts.slot_ms);
}

function heatChart() {
  const labels = [...new Set(rows('heat').map(row => row.state_machine_name))];
  const state = {label: null};
  const readout = h('p', {class: 'note', id: 'heat-value'}, HEAT_HINT);
  const frame = drawn((into, width) => {
    const cells = heatCells(state.label);
    const steps = cells.map(cell => cell.step);
    const least = HEAT_STEP ** (Math.min(...steps) - 1);
    const most = HEAT_STEP ** (Math.max(...steps) + 1);
    const slots = Math.max(...rows('heat').map(cell => cell.slot)) + 1;
    const largest = Math.max(...cells.map(cell => cell.children));
    return new uPlot({
      width, height: 340,
      tzDate: millis => zone.isLocal ? new Date(millis) : uPlot.tzDate(new Date(millis), 'Etc/UTC'),
      ms: 1,
      scales: {x: {time: true, range: [slotStart(0), slotStart(slots)]}, y: {distr: 3, range: [least, most]}},
      axes: [axis('start of the child, ' + zoneName(), moments, {space: 80}), axis('time of the child', (u, values) => values.map(value => value === null ? null : shortDuration(value)), {size: 64, splits: logSplits})],
      series: [{}, {paths: () => null, points: {show: false}}],
      legend: {show: false},
      cursor: {drag: {x: true, y: true, uni: 5, setScale: false}, points: {show: false}},
      hooks: {
        draw: [u => drawCells(u, cells, largest)],
        setSelect: [u => mark(u)],
        setCursor: [u => { readout.textContent = heatValue(u, cells); }],
      },
    }, [[slotStart(0), slotStart(slots)], [least, most]], into);
  });
  const choice = labels.length > 1 && h('label', null, 'Children of ', h('select', {
    change: event => { state.label = event.target.value || null; frame.draw(); },
  }, h('option', {value: ''}, 'all labels'), labels.map(label => h('option', {value: label}, label))));
  return h('div', null, choice, rows('heat').length ? [frame, readout] : h('p', null, 'No child of a Map Run has ended.'), markForm());
}

const HEAT_HINT = 'Point at a cell to read it.';

/** What the cell below the pointer stands for. */
function heatValue(u, cells) {
  if (u.cursor.left < 0 || u.cursor.top < 0) {
    return HEAT_HINT;
  }
  const slot = Math.floor((u.posToVal(u.cursor.left, 'x') - slotStart(0)) / Number(data.facts.slot_ms));
  const step = Math.ceil(Math.log(u.posToVal(u.cursor.top, 'y')) / Math.log(HEAT_STEP));
  const cell = cells.find(one => one.slot === slot && one.step === step);
  return counted(cell ? cell.children : 0, 'child', 'children') + ' began from ' + clock(slotStart(slot)) + ' to ' + clock(slotStart(slot + 1))
    + ' and took ' + shortDuration(HEAT_STEP ** (step - 1)) + ' to ' + shortDuration(HEAT_STEP ** step) + '.';
}

function drawCells(u, cells, largest) {
  const context = u.ctx;
  context.save();
  context.beginPath();
  context.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
  context.clip();
  context.fillStyle = styleOf('--accent');
  for (const cell of cells) {
    const left = u.valToPos(slotStart(cell.slot), 'x', true);
    const right = u.valToPos(slotStart(cell.slot + 1), 'x', true);
    const top = u.valToPos(HEAT_STEP ** cell.step, 'y', true);
    const bottom = u.valToPos(HEAT_STEP ** (cell.step - 1), 'y', true);
    context.globalAlpha = 0.15 + 0.85 * Math.log1p(cell.children) / Math.log1p(largest);
    context.fillRect(left, top, Math.max(right - left, 1), Math.max(bottom - top, 1));
  }
  context.restore();
}

/** What was marked with the pointer filters the rest of the page. */
function mark(u) {
  const {left, top, width, height} = u.select;
  if (width > 2 || height > 2) {
    choose('filter', {
      from: u.posToVal(left, 'x'), to: u.posToVal(left + width, 'x'),
      least: height > 2 ? u.posToVal(top + height, 'y') : 0, most: height > 2 ? u.posToVal(top, 'y') : Infinity,
    });
  }
}

/** The same for who has no pointer; it says what is marked. */
function markForm() {
  const least = h('input', {type: 'number', min: 0, size: 8, id: 'mark-least'});
  const most = h('input', {type: 'number', min: 0, size: 8, id: 'mark-most'});
  const note = h('output', {id: 'marked', role: 'status'});
  const clear = h('button', {type: 'button', id: 'mark-clear', click: () => choose('filter', null)}, 'Show all again');
  listen('filter', filter => {
    least.value = filter && filter.least ? Math.round(filter.least) : '';
    most.value = filter && filter.most !== Infinity ? Math.round(filter.most) : '';
    clear.disabled = !filter;
    if (!filter) {
      note.textContent = '';
      return;
    }
    const inside = rows('heat').filter(cell => {
      const start = slotStart(cell.slot) + Number(data.facts.slot_ms) / 2;
      const middle = HEAT_STEP ** (cell.step - 0.5);
      return start >= filter.from && start <= filter.to && middle >= filter.least && middle <= filter.most;
    });
    note.textContent = 'Marked: started ' + (filter.from === -Infinity ? 'at any time' : clock(filter.from) + ' to ' + clock(filter.to)) + ', took ' + duration(filter.least)
      + (filter.most === Infinity ? ' and more' : ' to ' + duration(filter.most)) + ': about ' + counted(sum(inside, cell => cell.children), 'child', 'children')
      + '. Slow children, failed items and the children that unfold in the waterfall are those of them that the page has.';
  });
  clear.disabled = true;
  const apply = event => {
    event.preventDefault();
    if (most.value !== '' && Number(most.value) < Number(least.value)) {
      note.textContent = 'No time is at least ' + least.value + ' and at most ' + most.value + ' ms.';
      return;
    }
    choose('filter', {from: -Infinity, to: Infinity, least: Number(least.value) || 0, most: most.value === '' ? Infinity : Number(most.value)});
  };
  return h('form', {class: 'mark', submit: apply}, 'Only children that took ', h('label', {for: 'mark-least'}, 'at least'), least, ' ms, ',
    h('label', {for: 'mark-most'}, 'at most'), most, ' ms ', h('button', {type: 'submit'}, 'Mark'), clear, note);
}

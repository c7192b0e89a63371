/* How figures are written: as the terminal writes them, so that the same figure has the same digits. */

const UNKNOWN = 'not known';

function fixed(number, digits) {
  return number.toLocaleString('en-US', {minimumFractionDigits: digits, maximumFractionDigits: digits});
}

/** A count, as in 2,000. */
function count(number) {
  return number === null || number === undefined ? UNKNOWN : fixed(number, 0);
}

/** A count of things. */
function counted(number, one, many) {
  return count(number) + ' ' + (number === 1 ? one : many);
}

/** A time, as in 235 ms, 12.0 s, 14.2 min. */
function duration(millis) {
  if (millis === null || millis === undefined) {
    return UNKNOWN;
  }
  if (millis >= 600000) {
    return fixed(millis / 60000, 1) + ' min';
  }
  return millis >= 10000 ? fixed(millis / 1000, 1) + ' s' : fixed(millis, 0) + ' ms';
}

/** A time at an axis, as short as it can be. */
function shortDuration(millis) {
  if (millis >= 36000000) {
    return trimmed(millis / 3600000) + ' h';
  }
  return millis >= 1000 ? trimmed(millis / 1000) + ' s' : trimmed(millis) + ' ms';
}

function trimmed(number) {
  return String(Number(number.toPrecision(3)));
}

/** A ratio, as in 7.3 ×. */
function ratio(number) {
  return number === null || number === undefined ? UNKNOWN : fixed(number, number < 100 ? 1 : 0) + ' ×';
}

/** A share from 0 to 1; what is not all must not read as all, nor what is some as none. */
function share(part, whole) {
  if (!whole) {
    return UNKNOWN;
  }
  if (part === whole) {
    return '100 %';
  }
  const tenths = Math.floor(1000 * part / whole);
  return tenths === 0 && part > 0 ? 'less than 0.1 %' : fixed(tenths / 10, 1) + ' %';
}

function percent(number) {
  return number === null || number === undefined ? UNKNOWN : fixed(100 * number, 0) + ' %';
}

const zone = {isLocal: false};

function zoneName() {
  return zone.isLocal ? Intl.DateTimeFormat().resolvedOptions().timeZone : 'UTC';
}

function parts(millis) {
  const formatted = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone.isLocal ? undefined : 'UTC', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(new Date(millis));
  return Object.fromEntries(formatted.map(part => [part.type, part.value]));
}

/** The second of a day, as in 02:00:12, with its milliseconds where these are wanted. */
function clock(millis, hasMillis) {
  if (millis === null || millis === undefined) {
    return UNKNOWN;
  }
  const at = parts(millis);
  const seconds = at.hour + ':' + at.minute + ':' + at.second;
  return hasMillis ? seconds + '.' + String(Math.floor(millis) % 1000).padStart(3, '0') : seconds;
}

/** The day and the second of a moment. */
function moment(millis) {
  if (millis === null || millis === undefined) {
    return UNKNOWN;
  }
  const at = parts(millis);
  return at.year + '-' + at.month + '-' + at.day + ' ' + clock(millis);
}

/** A moment that changes with the zone that people choose. */
function time(millis, hasMillis) {
  const element = h('time', {'data-millis': millis, 'data-exact': hasMillis ? 'true' : null});
  element.textContent = moment(millis) + (hasMillis && millis !== null ? clock(millis, true).slice(8) : '');
  if (millis !== null && millis !== undefined) {
    element.setAttribute('datetime', new Date(millis).toISOString());
  }
  return element;
}

/** Tells the moments within an element in the zone that is chosen. */
function retime(element) {
  element.querySelectorAll('time[data-millis]').forEach(one => {
    const millis = Number(one.dataset.millis);
    one.textContent = moment(millis) + (one.dataset.exact ? clock(millis, true).slice(8) : '');
  });
}

/** The end of an ARN, by which people tell one from another. */
function shortArn(arn) {
  if (!arn) {
    return UNKNOWN;
  }
  const tail = arn.split(':').slice(6).join(':');
  const [path, id] = [tail.slice(0, tail.lastIndexOf(':') + 1), tail.slice(tail.lastIndexOf(':') + 1)];
  return path + (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? id.slice(0, 8) + '…' : id.length > 60 ? id.slice(0, 59) + '…' : id);
}

/** The id at the end of an ARN. */
function idOf(arn) {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

/** A column's word in plain words. */
function words(name) {
  return name === null || name === undefined ? UNKNOWN : name.replaceAll('_', ' ');
}

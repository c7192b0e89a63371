/* Elements of the page. Texts of the archive are only ever set as text, never as HTML. */

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** An HTML element; functions among the attributes listen, null ones are left out. */
function h(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of SVG. */
function s(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (name === 'style') {
      for (const [property, setting] of Object.entries(value)) {
        element.style.setProperty(property, setting);
      }
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Puts children in the place of all that an element has. */
function refill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Makes these the children of an element; those that it has already stay where they are. */
function become(element, children) {
  const kept = new Set(children);
  [...element.children].filter(child => !kept.has(child)).forEach(child => child.remove());
  let next = element.firstElementChild;
  for (const child of children) {
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      element.insertBefore(child, next);
    }
  }
}

/** A button that copies a text. */
function copyButton(text, what) {
  const button = h('button', {
    type: 'button',
    class: 'copy',
    'aria-label': 'Copy ' + what,
    title: 'Copy ' + what,
    click: async event => {
      event.stopPropagation();
      await copyText(text);
      button.textContent = 'copied';
      announce('Copied ' + what + '.');
      setTimeout(() => { button.textContent = 'copy'; }, 1500);
    },
  }, 'copy');
  return button;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    const area = h('textarea', {'aria-hidden': 'true', class: 'offscreen'});
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

/** Says something to people who hear the page. */
function announce(sentence) {
  const region = document.getElementById('announcements');
  if (region) {
    region.textContent = sentence;
  }
}

/** A command or SQL with a button that copies it. */
function copyable(text, what) {
  return h('div', {class: 'copyable'}, h('code', {tabindex: '0'}, text), copyButton(text, what || 'the command'));
}

/** A part that opens. */
function details(summary, ...children) {
  return h('details', null, h('summary', null, summary), ...children);
}

/** A setting of the style sheet, such as a colour. */
function styleOf(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

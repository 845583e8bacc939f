// SPDX-License-Identifier: Apache-2.0

// Builds elements. Strings become text nodes and nothing else, so whatever people write is shown
// and never run.

const SVG = 'http://www.w3.org/2000/svg';

const ICONS = {
  waiting: 'M8 4.5V8l2.2 1.6M8 2a6 6 0 1 0 .01 0Z',
  sent: 'm3 8.5 3.2 3.2L13 5',
  arrived: 'm1 8.5 3.2 3.2L10.4 5M7.2 10.9l.8.8L15 5',
  failed: 'M8 4.8v4M8 11v.2M8 2a6 6 0 1 0 .01 0Z',
  blocked: 'M3.8 3.8l8.4 8.4M8 2a6 6 0 1 0 .01 0Z',
  close: 'm4 4 8 8M12 4l-8 8',
  attach: 'm12.5 7.2-4.9 4.9a3 3 0 0 1-4.2-4.2l5.3-5.3a2 2 0 0 1 2.8 2.8L6.3 10.6a.9.9 0 0 1-1.3-1.3l4.5-4.5',
  send: 'M8 13V3.5M3.8 7.5 8 3.2l4.2 4.3',
  file: 'M4 2h5l3 3v9H4ZM9 2v3h3',
};

/** An element; attributes that are null or false are left out, functions listen to events. */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null));
  return element;
}

/** A small picture drawn in the colour of its surroundings; decoration, without a name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A labelled control of a form. */
export function field(label, control, attributes) {
  return el('label', { class: 'field', ...attributes }, el('span', null, label), control);
}

/** A button that copies the text and says so for a moment. */
export function copyButton(text, what) {
  const button = el('button', { type: 'button', class: 'quiet', 'aria-label': `Copy ${what}` }, 'Copy');
  button.addEventListener('click', async () => {
    await navigator.clipboard?.writeText(text());
    button.textContent = navigator.clipboard ? 'Copied' : 'Select it';
    setTimeout(() => (button.textContent = 'Copy'), 1500);
  });
  return button;
}

/** An address as people write it: +1 415 555 0123. Channels and names stay in words. */
export function pretty(address) {
  const [, channel, number] = /^(?:([a-z]+):)?(.*)$/.exec(address);
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  const text = american ? `+1 ${american[1]} ${american[2]} ${american[3]}` : number;
  return channel ? `${channel === 'whatsapp' ? 'WhatsApp' : channel} ${text}` : text;
}

/** The time of day, as the reader's own clock would show it. */
export function timeOfDay(instant, seconds) {
  return new Date(instant).toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hour12: false,
  });
}

export function day(instant) {
  return new Date(instant).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** Arrow keys, Home and End move among the tabs of a list; only the chosen one is a tab stop. */
export function rove(tablist) {
  tablist.addEventListener('keydown', (event) => {
    const tabs = [...tablist.querySelectorAll('[role=tab]')];
    const at = tabs.indexOf(document.activeElement);
    const to = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (at >= 0 && to !== undefined) {
      event.preventDefault();
      const tab = tabs[(to + tabs.length) % tabs.length];
      tab.focus();
      tab.click();
    }
  });
}

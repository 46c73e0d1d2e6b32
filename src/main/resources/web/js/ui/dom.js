// Small helpers; server text only ever enters the page as textContent or attributes.

export const $ = (selector, root = document) => root.querySelector(selector);

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name === 'text') node.textContent = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children);
  return node;
}

/** Writes only what differs: unchanged text costs no layout. */
export function setText(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

export function setData(node, key, value) {
  if (node.dataset[key] !== value) node.dataset[key] = value;
}

/** up, down or flat, for colouring next to the sign in the text. */
export function setTone(node, value) {
  setData(node, 'tone', value > 0 ? 'up' : value < 0 ? 'down' : 'flat');
}

const queue = new Set();
let scheduled = false;

function run() {
  scheduled = false;
  const jobs = [...queue];
  queue.clear();
  for (const job of jobs) {
    try {
      job();
    } catch (error) {
      console.error(error);
    }
  }
}

/** Runs the job once in the next frame however often it is asked for; about once a second in a hidden tab. */
export function onFrame(job) {
  queue.add(job);
  if (scheduled) return;
  scheduled = true;
  if (document.hidden) setTimeout(run, 1000);
  else requestAnimationFrame(run);
}

document.addEventListener('visibilitychange', () => {
  if (queue.size) run();
});

export function remember(key, value) {
  try {
    localStorage.setItem(`tickwire.${key}`, value);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

export function recall(key) {
  try {
    return localStorage.getItem(`tickwire.${key}`);
  } catch {
    return null;
  }
}

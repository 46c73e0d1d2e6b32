import { $, onFrame } from './dom.js';
import { colour, onTheme } from './theme.js';

const STEP = 4;

/** The tape: one mark for each tick of the selected symbol, above the wire for a rise, below it for a fall. */
export class Tape {
  #canvas = $('#tape');
  #marks = [];
  #last = NaN;
  #width = 0;
  #height = 0;
  #draw = () => this.#render();

  constructor() {
    new ResizeObserver(() => this.#resize()).observe(this.#canvas);
    onTheme(() => onFrame(this.#draw));
  }

  clear() {
    this.#marks = [];
    this.#last = NaN;
    onFrame(this.#draw);
  }

  tick(mid) {
    if (!Number.isFinite(mid)) return;
    if (!Number.isNaN(this.#last)) {
      this.#marks.push(Math.sign(mid - this.#last));
      if (this.#marks.length > 400) this.#marks.splice(0, 200);
      onFrame(this.#draw);
    }
    this.#last = mid;
  }

  #resize() {
    const ratio = devicePixelRatio || 1;
    const box = this.#canvas.getBoundingClientRect();
    this.#width = Math.round(box.width);
    this.#height = Math.round(box.height);
    this.#canvas.width = this.#width * ratio;
    this.#canvas.height = this.#height * ratio;
    onFrame(this.#draw);
  }

  #render() {
    const context = this.#canvas.getContext('2d');
    const ratio = devicePixelRatio || 1;
    const middle = Math.floor(this.#height / 2);
    const reach = middle - 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.#width, this.#height);
    context.fillStyle = colour('line-strong');
    context.fillRect(0, middle, this.#width, 1);
    const up = colour('up');
    const down = colour('down');
    const still = colour('muted');
    let x = this.#width - 3;
    for (let i = this.#marks.length - 1; i >= 0 && x > 0; i--, x -= STEP) {
      const mark = this.#marks[i];
      context.globalAlpha = 0.25 + 0.75 * (x / this.#width);
      context.fillStyle = mark > 0 ? up : mark < 0 ? down : still;
      if (mark > 0) context.fillRect(x, middle - reach, 2, reach);
      else if (mark < 0) context.fillRect(x, middle + 1, 2, reach);
      else context.fillRect(x, middle - 1, 2, 3);
    }
    context.globalAlpha = 1;
  }
}

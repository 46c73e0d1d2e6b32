import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAP_MS, closeText, reconnectDelay, shouldReconnect } from '../../main/resources/web/js/backoff.js';

test('reconnects after losses and after codes that invite it', () => {
  for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1013, 4000, 4001, 4499]) {
    assert.equal(shouldReconnect(code), true, String(code));
  }
});

test('stays away after a refusal', () => {
  for (const code of [1002, 1003, 1007, 1008, 1009, 1010, 4500, 4750, 4999]) {
    assert.equal(shouldReconnect(code), false, String(code));
  }
});

test('delay doubles, keeps within half and whole of the step, and is capped', () => {
  assert.equal(reconnectDelay(0, 0), 250);
  assert.equal(reconnectDelay(1, 0), 500);
  assert.equal(reconnectDelay(2, 0), 1000);
  for (let attempt = 0; attempt < 60; attempt++) {
    const low = reconnectDelay(attempt, 0);
    const high = reconnectDelay(attempt, 0.999999);
    assert.ok(low > 0 && low <= high && high <= CAP_MS, `attempt ${attempt}: ${low} to ${high}`);
  }
  assert.equal(reconnectDelay(1000, 0), CAP_MS / 2);
});

test('a busy server is given at least three seconds', () => {
  assert.ok(reconnectDelay(0, 0, 1013) >= 3000);
  assert.ok(reconnectDelay(20, 0.5, 1013) <= CAP_MS);
});

test('says why, with the words of the server when there are any', () => {
  assert.equal(closeText(1008, 'origin is not allowed'), 'The server refused this page: origin is not allowed');
  assert.equal(closeText(1006, ''), 'The connection was lost (code 1006)');
  assert.equal(closeText(4700, undefined), 'The server ended this session (code 4700)');
});

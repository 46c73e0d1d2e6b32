import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeText, shouldReconnect } from '../../main/resources/web/js/backoff.js';

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

test('says why, with the words of the server when there are any', () => {
  assert.equal(closeText(1008, 'origin is not allowed'), 'The server refused this page: origin is not allowed');
  assert.equal(closeText(1006, ''), 'The connection was lost (code 1006)');
  assert.equal(closeText(4700, undefined), 'The server ended this session (code 4700)');
});

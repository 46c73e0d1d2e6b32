import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Login, LoginNeeded } from '../../main/resources/web/js/login.js';

function storage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

function server(status, body) {
  const asked = [];
  const request = async (url, options) => {
    asked.push({ url, ...options });
    return { status, ok: status >= 200 && status < 300, json: async () => body };
  };
  return { asked, request };
}

test('a node without authentication needs no ticket', async () => {
  const { asked, request } = server(204);
  assert.equal(await new Login(storage(), request).socketUrl('ws://here/x'), 'ws://here/x');
  assert.deepEqual(asked, [{ url: '/auth/ticket', method: 'POST', headers: undefined }]);
});

test('the credential goes into a header and a ticket into the address', async () => {
  const { asked, request } = server(200, { ticket: 'a+b' });
  const login = new Login(storage(), request);
  login.use('  tw_1_x ');
  assert.equal(await login.socketUrl('ws://here/x'), 'ws://here/x?ticket=a%2Bb');
  await login.api('/api/v1/symbols');
  assert.deepEqual(asked.map((one) => one.headers), [{ Authorization: 'Bearer tw_1_x' }, { Authorization: 'Bearer tw_1_x' }]);
});

test('a refused credential is forgotten and asked for again', async () => {
  const { asked, request } = server(401, { message: 'The API key is not accepted' });
  const login = new Login(storage(), request);
  await assert.rejects(login.socketUrl('ws://here/x'), new LoginNeeded('A key or token is needed'));
  login.use('wrong');
  await assert.rejects(login.socketUrl('ws://here/x'), (error) => {
    assert.equal(error.message, 'The API key is not accepted');
    return error instanceof LoginNeeded && error.closeCode === 1008;
  });
  await assert.rejects(login.socketUrl('ws://here/x'), LoginNeeded);
  assert.equal(asked.at(-1).headers, undefined);
});

test('who has to wait is not asked for another credential', async () => {
  const { request } = server(429, { message: 'wait 4 s' });
  const login = new Login(storage(), request);
  login.use('right');
  await assert.rejects(login.socketUrl('ws://here/x'), (error) => !(error instanceof LoginNeeded) && error.message === 'wait 4 s');
});

import * as fmt from '../format.js';
import { $, setData, setText, setTone } from './dom.js';

const MODE = { demo: 'DEMO', contest: 'CONTEST', real: 'REAL' };

export class AccountLine {
  current = null;

  render(account) {
    this.current = account;
    const put = (name, value) => setText($(`[data-testid=account-${name}]`), value);
    const { currency } = account;
    const login = fmt.text(account.login || account.account);
    put('login', account.server ? `${login}@${account.server}` : login);
    put('name', [account.name, account.leverage ? `1:${account.leverage}` : ''].map(fmt.text).filter(Boolean).join(' · '));
    put('currency', fmt.text(currency));
    put('balance', fmt.money(account.balance, currency));
    put('equity', fmt.money(account.equity, currency));
    put('margin', fmt.money(account.margin, currency));
    put('free-margin', fmt.money(account.free_margin, currency));
    put('margin-level', fmt.marginLevel(account.margin_level));
    put('profit', fmt.gain(account.profit, currency));
    setTone($('[data-testid=account-profit]'), account.profit);
    for (const key of ['balance', 'equity', 'margin', 'free_margin', 'margin_level', 'profit']) {
      if (fmt.isNumber(account[key])) {
        setData($(`[data-testid=account-${key.replace('_', '-')}]`), 'value', String(account[key]));
      }
    }
    const level = account.margin_level;
    setData($('[data-testid=account-margin-level]'), 'tone', level > 0 && level < 150 ? 'down' : 'plain');
    const badge = $('[data-testid=account-mode]');
    badge.hidden = !MODE[account.trade_mode];
    setText(badge, MODE[account.trade_mode] || '');
    setData(badge, 'mode', fmt.text(account.trade_mode));
    $('#account').title = [account.company, account.margin_mode].map(fmt.text).filter(Boolean).join(' · ');
  }
}

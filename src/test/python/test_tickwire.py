"""The pure parts of tickwire.py, by the rule that all kits keep; its conversations are in KitContract."""

import asyncio
import importlib.util
import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve()
SOURCE = HERE.parents[2] / "main/resources/web/clients/tickwire.py"
RULE = json.loads((HERE.parents[1] / "resources/clients/rule.json").read_text())

spec = importlib.util.spec_from_file_location("tickwire", SOURCE)
tickwire = importlib.util.module_from_spec(spec)
sys.modules["tickwire"] = tickwire
spec.loader.exec_module(tickwire)


def tick(name):
    return tickwire.Tick(name[0], 1.0, 1.1, 0.0, 0.0, "", 1.0, 0, 6, int(name[1:]))


class RuleTest(unittest.TestCase):
    def test_comes_back_after_the_codes_that_invite_it_and_after_no_others(self):
        told = {code: tickwire.reconnects(int(code)) for code in RULE["reconnects"]}
        self.assertEqual(RULE["reconnects"], told)

    def test_takes_a_hint_from_the_reason(self):
        for case in RULE["hints"]:
            self.assertAlmostEqual(case["ms"] / 1000, tickwire.retry_hint(case["reason"]), msg=case)
        self.assertEqual(0, tickwire.retry_hint(None))

    def test_waits_as_the_rule_says(self):
        for case in RULE["delays"]:
            delay = tickwire.reconnect_delay(case["attempt"], case["random"], case["code"], case["reason"])
            self.assertAlmostEqual(case["ms"] / 1000, delay, msg=case)

    def test_knows_which_answers_prove_something(self):
        for case in RULE["proves"]:
            outcome = tickwire.Outcome("id", case["status"], code=case.get("code"), duplicate=case["duplicate"])
            self.assertEqual(case["proves"], outcome.proves, case)

    def test_tells_new_executions_from_old_ones_and_from_gaps(self):
        for case in RULE["places"]:
            place = tickwire.Place(*case["at"])
            self.assertEqual(case["verdict"], place.take(*case["event"]), case)
            left = case["at"] if case["verdict"] == "old" else case["event"]
            self.assertEqual(left, [place.epoch, place.seq])


class BoundsTest(unittest.TestCase):
    def test_conflates_ticks_beyond_the_bound(self):
        case = RULE["conflation"]
        queue = tickwire.TickQueue(case["bound"])
        for name in case["ticks"]:
            queue.push(tick(name))
        left = [queue.pop() for _ in range(len(queue))]
        self.assertEqual(case["kept"], [one.symbol + str(one.seq) for one in left])
        self.assertEqual(case["conflated"], queue.conflated)

    def test_keeps_the_newest_state_drops_old_bars_and_never_an_execution(self):
        account = tickwire.EventQueue("account", 10)
        self.assertTrue(account.push(1) and account.push(2))
        self.assertEqual((1, 2), (len(account), account.pop()))
        bars = tickwire.EventQueue("bars:M1", 2)
        self.assertTrue(bars.push(1) and bars.push(2) and bars.push(3))
        self.assertEqual((2, 3, 1), (bars.pop(), bars.pop(), bars.dropped))
        executions = tickwire.EventQueue("executions", 2)
        self.assertEqual([True, True, False], [executions.push(n) for n in (1, 2, 3)])
        self.assertEqual((1, 2, 0), (executions.pop(), executions.pop(), executions.dropped))

    def test_keeps_its_pace(self):
        pace = tickwire.Pace(2)
        waits = [pace.take(now) for now in (0.0, 0.4, 0.6, 1.0, 1.3)]
        for expected, wait in zip((0, 0, 0.4, 0, 0.1), waits):
            self.assertAlmostEqual(expected, wait)
        self.assertEqual(0, tickwire.Pace(0).take(0.0))

    def test_takes_numbers_of_a_publisher_that_began_anew(self):
        stream = tickwire._Stream(epoch=1, seq=50, time_msc=50, floor=(50, 50))
        old, new = tick("A50"), tickwire.Tick("A", 1.0, 1.1, 0.0, 0.0, "", 1.0, 60, 6, 3)
        self.assertFalse(stream.take(old))
        self.assertTrue(stream.take(new))
        self.assertIsNone(stream.floor)


class ReadingTest(unittest.TestCase):
    def test_leaves_out_fields_it_does_not_know(self):
        data = {"symbol": "A", "bid": 1, "ask": 2, "last": 0, "volume": 0, "time": "t", "spread": 1, "time_msc": 1, "flags": 6}
        self.assertEqual(7, tickwire.Tick.read({**data, "seq": 7, "colour": "red"}).seq)

    def test_an_execution_event_is_the_answer_in_another_shape(self):
        golden = json.loads((HERE.parents[1] / "resources/golden/out/event-execution.json").read_text())
        outcome = tickwire.Outcome.of_event(golden["data"])
        self.assertEqual(("success", "12345678"), (outcome.status, outcome.result["order_id"]))
        golden = json.loads((HERE.parents[1] / "resources/golden/out/event-execution-failed.json").read_text())
        outcome = tickwire.Outcome.of_event(golden["data"])
        self.assertEqual(("failed", "RATE_LIMITED", 42), (outcome.status, outcome.code, outcome.retry_after))

    def test_a_deadline_is_the_signals_own_when_that_is_sooner(self):
        self.assertEqual(0, tickwire._until("2020-01-01T00:00:00Z"))
        self.assertEqual(float("inf"), tickwire._until(None))
        self.assertEqual(float("inf"), tickwire._until("soon"))

    def test_without_a_connection_it_fails_at_once_or_at_its_deadline(self):
        async def trade():
            client = tickwire.Tickwire("ws://127.0.0.1:1/websocket/ws")
            with self.assertRaisesRegex(tickwire.TickwireError, "NOT_CONNECTED"):
                await client.trade("EURUSD", "BUY", 0.1)
            with self.assertRaisesRegex(tickwire.TickwireError, "VALIDATION_ERROR"):
                await client.trade("EURUSD", "BUY", 0.1, signal_id="mine")
            with self.assertRaisesRegex(tickwire.TickwireError, "NOT_SENT"):
                await client.trade("EURUSD", "BUY", 0.1, wait=True, timeout=0.001)

        asyncio.run(trade())


if __name__ == "__main__":
    unittest.main()

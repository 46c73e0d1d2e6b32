package io.tickwire.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.RawTick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

final class TickBlockCodecTest {

    @Property(tries = 500)
    void everyBitComesBack(@ForAll("ticks") List<RawTick> ticks) {
        List<RawTick> sorted = sorted(ticks);
        byte[] bytes = TickBlockCodec.encode(TickBlock.of(sorted));
        assertEquals(lines(sorted), lines(TickBlockCodec.decode(bytes).ticks("X")));
    }

    @Property(tries = 300)
    void aChangedByteIsSeen(@ForAll("ticks") List<RawTick> ticks, @ForAll int where, @ForAll byte change) {
        byte[] bytes = TickBlockCodec.encode(TickBlock.of(sorted(ticks)));
        if (change != 0) {
            bytes[Math.floorMod(where, bytes.length)] ^= change;
            assertThrows(DamagedBlockException.class, () -> TickBlockCodec.decode(bytes));
        }
    }

    @Test
    void quotesOfFiveDigitsTakeFewBytes() {
        List<RawTick> ticks = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            double bid = (108_450 + i % 7) / 1e5;
            ticks.add(RawTick.quote("EURUSD", 1_400_000_000_000L + i * 113L, bid, (108_460 + i % 7) / 1e5));
        }
        byte[] bytes = TickBlockCodec.encode(TickBlock.of(ticks));
        assertTrue(bytes.length < 4096 * 4.1, bytes.length + " bytes");
        assertArrayEquals(
                TickBlock.of(ticks).bids(), TickBlockCodec.decode(bytes).bids());
    }

    @Test
    void nothingAtAllIsABlockToo() {
        assertEquals(
                0,
                TickBlockCodec.decode(TickBlockCodec.encode(TickBlock.of(List.of())))
                        .size());
        assertThrows(DamagedBlockException.class, () -> TickBlockCodec.decode(new byte[0]));
    }

    private static List<RawTick> sorted(List<RawTick> ticks) {
        return ticks.stream().sorted(Comparator.comparingLong(RawTick::timeMsc)).toList();
    }

    private static List<String> lines(List<RawTick> ticks) {
        return ticks.stream()
                .map(tick -> tick.timeMsc() + " " + Double.doubleToRawLongBits(tick.bid()) + " "
                        + Double.doubleToRawLongBits(tick.ask()) + " " + Double.doubleToRawLongBits(tick.last()) + " "
                        + Double.doubleToRawLongBits(tick.volume()) + " " + tick.flags())
                .toList();
    }

    @Provide
    Arbitrary<List<RawTick>> ticks() {
        Arbitrary<Double> grid = Arbitraries.integers().between(1, 300_000_000).map(points -> points / 1e5);
        Arbitrary<Double> any = Arbitraries.of(
                        Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 0.0, 1e22, Math.PI, 1.1 + Math.ulp(1.1), Double.NaN)
                .edgeCases(edges -> edges.none());
        Arbitrary<Double> price = Arbitraries.frequencyOf(Tuple.of(30, grid), Tuple.of(1, any));
        Arbitrary<Double> extra = Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just(0.0)), Tuple.of(1, grid));
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1L << 45),
                        price,
                        price,
                        extra,
                        extra,
                        Arbitraries.of(6, 6, 6, 6, 2, 4, -1, Integer.MAX_VALUE))
                .as((time, bid, ask, last, volume, flags) -> new RawTick("X", time, bid, ask, last, volume, flags))
                .list()
                .ofMaxSize(60);
    }
}

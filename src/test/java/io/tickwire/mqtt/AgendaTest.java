package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgendaTest {
    private final Agenda agenda = new Agenda();
    private final List<String> done = new ArrayList<>();

    @Test
    void doesWhatIsDueInItsOrder() {
        agenda.at(30, () -> done.add("c"));
        agenda.at(10, () -> done.add("a"));
        agenda.at(10, () -> done.add("b"));
        agenda.run(9);
        assertEquals(List.of(), done);
        agenda.run(29);
        assertEquals(List.of("a", "b"), done);
        agenda.run(30);
        agenda.run(31);
        assertEquals(List.of("a", "b", "c"), done);
    }

    @Test
    void forgetsWhatIsCancelled() {
        Agenda.Entry entry = agenda.at(10, () -> done.add("a"));
        agenda.at(10, () -> done.add("b"));
        agenda.cancel(entry);
        agenda.cancel(null);
        assertEquals(1, agenda.size());
        agenda.run(10);
        agenda.cancel(entry);
        assertEquals(List.of("b"), done);
    }

    @Test
    void whatIsAddedMeanwhileIsDoneTooWhenItIsDue() {
        agenda.at(10, () -> {
            agenda.at(10, () -> done.add("now"));
            agenda.at(11, () -> done.add("later"));
        });
        agenda.run(10);
        assertEquals(List.of("now"), done);
    }
}

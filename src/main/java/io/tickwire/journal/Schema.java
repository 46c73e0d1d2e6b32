package io.tickwire.journal;

import java.util.List;

/**
 * One of our databases: what people call it, and what its file holds.
 *
 * @param id begins the names of its file, its lock, its threads and its lines in the log
 * @param name as messages say it
 * @param unwritable what it means for people that it cannot be written
 * @param remedy what to do about a damaged file, once a copy of it is kept
 * @param probe a write that changes nothing and touches the disk
 * @param checkedAtStart whether a start reads the whole file for damage; not for one that may be large
 * @param steps versions of the tables; each step is one transaction, and none is ever changed once released
 */
record Schema(
        String id,
        String name,
        String unwritable,
        String remedy,
        String probe,
        boolean checkedAtStart,
        List<List<String>> steps) {

    String file() {
        return id + ".db";
    }

    String lock() {
        return id + ".lock";
    }

    /** The version that this release writes. */
    int latest() {
        return steps.size();
    }
}

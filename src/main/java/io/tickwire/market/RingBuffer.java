package io.tickwire.market;

import java.util.ArrayList;
import java.util.List;

/** Keeps the newest elements, dropping the oldest at its bound. Grows up to the bound as it is filled. One thread. */
final class RingBuffer<T> {
    private static final int FIRST = 64;

    private final int capacity;
    private Object[] elements;
    private int start;
    private int size;

    RingBuffer(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
        }
        this.capacity = capacity;
        this.elements = new Object[Math.min(FIRST, capacity)];
    }

    void add(T element) {
        if (size == elements.length && size < capacity) {
            grow();
        }
        if (size < elements.length) {
            elements[(start + size++) % elements.length] = element;
        } else {
            elements[start] = element;
            start = (start + 1) % elements.length;
        }
    }

    int size() {
        return size;
    }

    /** Whether the next element drops the oldest. */
    boolean isFull() {
        return size == capacity;
    }

    /** 0 is the oldest. */
    @SuppressWarnings("unchecked") // only add() stores, and it stores T
    T get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return (T) elements[(start + index) % elements.length];
    }

    /** The newest {@code count} elements, oldest first. */
    List<T> newest(int count) {
        return from(Math.max(0, size - count));
    }

    /** Elements from this index on. */
    List<T> from(int index) {
        List<T> copy = new ArrayList<>(size - index);
        for (int i = index; i < size; i++) {
            copy.add(get(i));
        }
        return copy;
    }

    private void grow() {
        Object[] larger = new Object[Math.min(capacity, elements.length * 2)];
        for (int i = 0; i < size; i++) {
            larger[i] = elements[(start + i) % elements.length];
        }
        elements = larger;
        start = 0;
    }
}

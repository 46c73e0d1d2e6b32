package io.tickwire.backtest;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A finger print of everything that happened, in its order: orders, deals, reports. Two runs with the same one did the
 * same. Numbers count with all their bits, not as text, which one Java writes otherwise than the next. Owner: the run's
 * thread.
 */
final class RunHash {
    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private final Map<Class<?>, Method[]> parts = new HashMap<>();

    RunHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param fact of numbers, texts, constants and records of them */
    void add(String kind, long timeMsc, Record fact) {
        put(kind);
        put(timeMsc);
        put(fact);
    }

    private void put(Object value) {
        if (value == null) {
            digest.update((byte) 0);
        } else if (value instanceof Double figure) {
            // Both zeros are the same price.
            put(Double.doubleToLongBits(figure + 0.0));
        } else if (value instanceof Number whole) {
            put(whole.longValue());
        } else if (value instanceof Enum<?> constant) {
            put(constant.name());
        } else if (value instanceof Record record) {
            put(record);
        } else {
            put(value.toString());
        }
    }

    private void put(long value) {
        digest.update(number.putLong(0, value).array());
    }

    private void put(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        put(utf8.length);
        digest.update(utf8);
    }

    private void put(Record record) {
        put(record.getClass().getSimpleName());
        for (Method part : parts.computeIfAbsent(record.getClass(), RunHash::parts)) {
            try {
                put(part.invoke(record));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static Method[] parts(Class<?> type) {
        Method[] found = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .toArray(Method[]::new);
        for (Method part : found) {
            part.setAccessible(true);
        }
        return found;
    }

    /** Once, at the end. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

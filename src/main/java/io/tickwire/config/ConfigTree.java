package io.tickwire.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Compares two configurations key by key, and makes one of both. Pure. */
public final class ConfigTree {
    private ConfigTree() {}

    /** Keys that differ, for example {@code limits.ordersPerMinute} or {@code terminals[0].tickMode}. */
    public static Set<String> changed(Record before, Record after) {
        Set<String> keys = new LinkedHashSet<>();
        compare("", before, after, keys);
        return keys;
    }

    private static void compare(String path, Object before, Object after, Set<String> keys) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (isSection(before)) {
            for (RecordComponent component : before.getClass().getRecordComponents()) {
                compare(key(path, component), value(component, before), value(component, after), keys);
            }
        } else if (before instanceof List<?> was
                && after instanceof List<?> is
                && was.size() == is.size()
                && was.stream().allMatch(ConfigTree::isSection)) {
            for (int i = 0; i < was.size(); i++) {
                compare(path + '[' + i + ']', was.get(i), is.get(i), keys);
            }
        } else {
            keys.add(path);
        }
    }

    /** The configuration {@code before} with those keys of {@code after} that {@code taken} names; a list goes as a whole. */
    public static <T extends Record> T merge(T before, T after, Predicate<String> taken) {
        return merge("", before, after, taken);
    }

    @SuppressWarnings("unchecked")
    private static <T> T merge(String path, T before, T after, Predicate<String> taken) {
        if (!isSection(before)) {
            return taken.test(path) ? after : before;
        }
        RecordComponent[] components = before.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] =
                    merge(key(path, components[i]), value(components[i], before), value(components[i], after), taken);
        }
        try {
            return (T) before.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Every key that a configuration of this type has; a list is one key. */
    public static Set<String> keys(Class<? extends Record> type) {
        Set<String> keys = new TreeSet<>();
        keys("", type, keys);
        return keys;
    }

    private static void keys(String path, Class<?> type, Set<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> inner = component.getType();
            if (isSection(inner)) {
                keys(key(path, component), inner, keys);
            } else {
                keys.add(key(path, component));
            }
        }
    }

    private static boolean isSection(Object value) {
        return value != null && isSection(value.getClass());
    }

    private static boolean isSection(Class<?> type) {
        return type.isRecord() && type != Secret.class;
    }

    private static String key(String path, RecordComponent component) {
        return path.isEmpty() ? component.getName() : path + '.' + component.getName();
    }

    private static Object value(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

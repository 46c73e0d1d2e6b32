package io.tickwire.strategy.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Makes a record of settings, component by component. Pure. */
final class SettingsBinder {
    private SettingsBinder() {}

    /** @throws IllegalArgumentException naming the component that is no setting or does not fit */
    static <T extends Record> T bind(Class<T> type, Map<String, Object> settings) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(component, settings))
                .toArray();
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException("settings: " + refused.getCause().getMessage(), refused.getCause());
        } catch (ReflectiveOperationException fault) {
            throw new IllegalArgumentException("settings cannot be made as " + type.getName() + ": " + fault, fault);
        }
    }

    private static Object value(RecordComponent component, Map<String, Object> settings) {
        String name = component.getName();
        Object value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("settings." + name + ": strategy.json has no such setting; it has "
                    + new TreeSet<>(settings.keySet()));
        }
        Class<?> type = component.getType();
        if (type == String.class) {
            return value.toString();
        }
        if (type == boolean.class && value instanceof Boolean) {
            return value;
        }
        if (type == double.class && value instanceof Number number) {
            return number.doubleValue();
        }
        if (type == int.class && value instanceof Long whole) {
            return Math.toIntExact(whole);
        }
        if (type == long.class && value instanceof Long) {
            return value;
        }
        if (type.isEnum() && value instanceof String text) {
            return constant(name, type, text);
        }
        throw new IllegalArgumentException("settings." + name + ": " + value + " does not fit the type "
                + type.getSimpleName() + " of its record component");
    }

    private static Object constant(String name, Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("settings." + name + ": '" + text + "' is none of "
                        + Arrays.toString(type.getEnumConstants())));
    }
}

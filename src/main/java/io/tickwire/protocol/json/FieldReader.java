package io.tickwire.protocol.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.domain.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads typed fields of one JSON object. The first field that is wrong is remembered and everything after it reads as a
 * harmless default, so a codec reads all it needs and then asks {@link #refusal()}. One thread.
 */
public final class FieldReader {
    private static final int SHOWN = 80;

    private final JsonNode object;

    private final FieldReader root;
    private final String place;
    private Refusal refusal;

    public FieldReader(JsonNode object) {
        this(object, null, "");
    }

    /** @param place what stands before the names of the fields in a refusal */
    private FieldReader(JsonNode object, FieldReader root, String place) {
        this.object = object;
        this.root = root == null ? this : root;
        this.place = place;
    }

    /** Null while all fields were good. */
    public Refusal refusal() {
        return root.refusal;
    }

    public boolean ok() {
        return root.refusal == null;
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        JsonNode node = object.get(field);
        return node != null && !node.isNull();
    }

    /** Reads the fields of an object inside this one; of an empty one when it is missing or something else. */
    public FieldReader object(String field) {
        JsonNode node = object.get(field);
        if (node == null || !node.isObject()) {
            wrong(field, "object", node);
            node = JsonNodeFactory.instance.objectNode();
        }
        return new FieldReader(node, root, "");
    }

    /** A required list of objects; a field inside one is named {@code list[2].field}. */
    public <T> List<T> objects(String field, Function<FieldReader, T> reader) {
        return elements(field, "object", JsonNode::isObject, UnaryOperator.identity(), reader);
    }

    /** A required list of arrays whose places have these names; places beyond them are ignored. */
    public <T> List<T> rows(String field, List<String> names, Function<FieldReader, T> reader) {
        return elements(field, "array", JsonNode::isArray, row -> named(row, names), reader);
    }

    private static JsonNode named(JsonNode row, List<String> names) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size() && i < row.size(); i++) {
            object.set(names.get(i), row.get(i));
        }
        return object;
    }

    private <T> List<T> elements(
            String field,
            String kind,
            Predicate<JsonNode> isKind,
            UnaryOperator<JsonNode> shape,
            Function<FieldReader, T> reader) {
        JsonNode list = object.get(field);
        if (list == null || !list.isArray()) {
            wrong(field, "list", list);
            return List.of();
        }
        List<T> values = new ArrayList<>(list.size());
        for (int i = 0; i < list.size() && ok(); i++) {
            JsonNode element = list.get(i);
            String name = field + "[" + i + "]";
            if (!isKind.test(element)) {
                wrong(name, kind, element);
                break;
            }
            values.add(reader.apply(new FieldReader(shape.apply(element), root, place + name + ".")));
        }
        return values;
    }

    /** What the maker makes of fields that were read; null when one was wrong or the maker refuses them together. */
    public <T> T make(String field, Supplier<T> maker) {
        if (!ok()) {
            return null;
        }
        try {
            return maker.get();
        } catch (IllegalArgumentException impossible) {
            wrong(field, String.valueOf(impossible.getMessage()));
            return null;
        }
    }

    /** A required text that matches; {@code expected} says how in words. */
    public String text(String field, Pattern form, String expected) {
        JsonNode node = object.get(field);
        if (node == null || !node.isTextual() || !form.matcher(node.textValue()).matches()) {
            wrong(field, expected, node);
            return "";
        }
        return node.textValue();
    }

    public String optionalText(String field, int maxLength, String absent) {
        if (!has(field)) {
            return absent;
        }
        JsonNode node = object.get(field);
        if (!node.isTextual() || node.textValue().length() > maxLength) {
            wrong(field, "string of at most " + maxLength + " characters", node);
            return absent;
        }
        return node.textValue();
    }

    public String requiredText(String field, int maxLength) {
        JsonNode node = object.get(field);
        if (node == null
                || !node.isTextual()
                || node.textValue().isBlank()
                || node.textValue().length() > maxLength) {
            wrong(field, "string of 1 to " + maxLength + " characters", node);
            return "";
        }
        return node.textValue();
    }

    /** A required finite number between two bounds, both included. */
    public double number(String field, double min, double max, String expected) {
        JsonNode node = object.get(field);
        double value = node != null && node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value >= min && value <= max) || Double.isInfinite(value)) {
            wrong(field, expected, node);
            return 0;
        }
        return value;
    }

    public double number(String field) {
        return number(field, -Double.MAX_VALUE, Double.MAX_VALUE, "float");
    }

    public double positive(String field) {
        return number(field, Double.MIN_VALUE, Double.MAX_VALUE, "float > 0");
    }

    /** A required list of finite numbers, one at least. */
    public double[] numbers(String field, int maxLength) {
        JsonNode list = object.get(field);
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > maxLength) {
            wrong(field, "list of 1 to " + maxLength + " numbers", list);
            return new double[0];
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode element = list.get(i);
            numbers[i] = element.isNumber() ? element.doubleValue() : Double.NaN;
            if (!Double.isFinite(numbers[i])) {
                wrong(field + "[" + i + "]", "float", element);
                return new double[0];
            }
        }
        return numbers;
    }

    /** A required list of exactly so many finite numbers, in lists inside one another or not. */
    public double[] flatNumbers(String field, int length) {
        JsonNode list = object.get(field);
        double[] numbers = new double[length];
        int found = list == null || !list.isArray() ? -1 : flatten(list, numbers, 0);
        if (found != length) {
            wrong(field, "list of " + length + " numbers, as shape says", list);
            return new double[0];
        }
        return numbers;
    }

    /** The place behind the last one; beyond the end when something is no number or too much. */
    private static int flatten(JsonNode list, double[] into, int from) {
        int at = from;
        for (JsonNode element : list) {
            if (element.isArray()) {
                at = flatten(element, into, at);
            } else if (at < into.length && element.isNumber() && Double.isFinite(element.doubleValue())) {
                into[at++] = element.doubleValue();
            } else {
                return into.length + 1;
            }
            if (at > into.length) {
                return at;
            }
        }
        return at;
    }

    public double optionalNumber(String field, double absent) {
        return has(field) ? number(field) : absent;
    }

    public double optionalNotNegative(String field, double absent) {
        return has(field) ? number(field, 0, Double.MAX_VALUE, "float >= 0") : absent;
    }

    public long integer(String field, long min, long max) {
        JsonNode node = object.get(field);
        boolean whole = node != null && node.isIntegralNumber() && node.canConvertToLong();
        if (!whole || node.longValue() < min || node.longValue() > max) {
            wrong(field, "integer from " + min + (max == Long.MAX_VALUE ? "" : " to " + max), node);
            return min;
        }
        return node.longValue();
    }

    public long optionalInteger(String field, long min, long max, long absent) {
        return has(field) ? integer(field, min, max) : absent;
    }

    public boolean optionalFlag(String field, boolean absent) {
        if (!has(field)) {
            return absent;
        }
        JsonNode node = object.get(field);
        if (!node.isBoolean()) {
            wrong(field, "boolean", node);
            return absent;
        }
        return node.booleanValue();
    }

    /** A required time, epoch milliseconds. */
    public long time(String field) {
        JsonNode node = object.get(field);
        OptionalLong time = node != null && node.isTextual() ? IsoTime.parse(node.textValue()) : OptionalLong.empty();
        if (time.isEmpty()) {
            wrong(field, "ISO-8601 time, for example 2026-01-27T10:00:00.000Z", node);
        }
        return time.orElse(0);
    }

    public long optionalTime(String field, long absent) {
        return has(field) ? time(field) : absent;
    }

    /** A required word of an enum, in any case. */
    public <E extends Enum<E>> E word(String field, Class<E> words) {
        JsonNode node = object.get(field);
        if (node != null && node.isTextual()) {
            for (E word : words.getEnumConstants()) {
                if (word.name().equalsIgnoreCase(node.textValue())) {
                    return word;
                }
            }
        }
        wrong(field, "one of " + names(words), node);
        return null;
    }

    public <E extends Enum<E>> E optionalWord(String field, Class<E> words, E absent) {
        return has(field) ? word(field, words) : absent;
    }

    private static <E extends Enum<E>> String names(Class<E> words) {
        List<String> names = new ArrayList<>();
        for (E word : words.getEnumConstants()) {
            names.add(word.name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", names);
    }

    /** A list of texts; empty when absent. */
    public List<String> texts(String field, int maxLength) {
        JsonNode list = object.get(field);
        if (list == null || list.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        boolean good = list.isArray();
        for (JsonNode element : list) {
            good &= element.isTextual() && element.textValue().length() <= maxLength;
            texts.add(element.asText());
        }
        if (!good) {
            wrong(field, "list of strings", list);
            return List.of();
        }
        return texts;
    }

    /** Remembers that a field is wrong; used by codecs for rules between fields. */
    public void wrong(String field, String expected) {
        wrong(field, expected, object.get(field));
    }

    private void wrong(String field, String expected, JsonNode received) {
        if (root.refusal == null) {
            root.refusal = Refusal.validation(place + field, expected, show(received));
        }
    }

    /** What came, short enough for an answer. */
    public static Object show(JsonNode received) {
        if (received == null) {
            return "missing";
        }
        if (received.isIntegralNumber() && received.canConvertToLong()) {
            return received.longValue();
        }
        if (received.isFloatingPointNumber() && Double.isFinite(received.doubleValue())) {
            return received.doubleValue();
        }
        if (received.isContainerNode() && received.size() > SHOWN) {
            return (received.isArray() ? "list of " : "object of ") + received.size();
        }
        String text = received.isTextual() ? received.textValue() : received.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}

package io.tickwire.protocol.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.protocol.json.IsoTime;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a signal's JSON of an alert's: each field is a text in which <code>{a.b}</code> stands for a value of the alert,
 * and <code>{a.b?}</code> for one that may be absent: then the field is.
 * Senders of alerts write numbers as texts, so a text becomes the number that the field needs; a text that is none stays,
 * and is refused where signals are read. Pure.
 */
public final class HookTemplate {
    private static final String OPTIONAL = "?";
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");
    private static final Set<String> NUMBERS = Set.of(
            "volume",
            "price",
            "stop_limit_price",
            "stop_loss",
            "take_profit",
            "magic",
            "ticket",
            "deviation",
            "kelly_score");
    private static final int MAX_NUMBER = 32;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final String name;
    private final Map<String, String> fields;
    private final Map<String, String> actions;
    private final String sentAt;

    /**
     * @param name of the webhook
     * @param fields field of a signal to template
     * @param actions word to action
     * @param sentAt template of the time it was sent, empty = none
     */
    public HookTemplate(String name, Map<String, String> fields, Map<String, String> actions, String sentAt) {
        this.name = name;
        this.fields = Map.copyOf(fields);
        TreeMap<String, String> words = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        words.putAll(actions);
        this.actions = words;
        this.sentAt = sentAt;
    }

    /** The signal as a client would have sent it. */
    public byte[] signal(JsonNode alert) {
        ObjectNode signal = JsonNodeFactory.instance.objectNode();
        fields.forEach((field, template) -> {
            String text = PLACE.matcher(template).results().anyMatch(place -> isAbsent(place.group(1), alert))
                    ? ""
                    : fill(template, alert).strip();
            if (!text.isEmpty()) {
                put(signal, field, text);
            }
        });
        return signal.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The first value that a field needs and the alert has not; empty when it has all. A stop that is left out because its
     * name is mistyped would cost money: only what ends with a question mark may be absent.
     */
    public String absent(JsonNode alert) {
        return fields.values().stream()
                .flatMap(template -> PLACE.matcher(template).results())
                .map(place -> place.group(1))
                .filter(place -> !place.endsWith(OPTIONAL) && isAbsent(place, alert))
                .findFirst()
                .orElse("");
    }

    private static boolean isAbsent(String place, JsonNode alert) {
        JsonNode value = value(place, alert);
        return !value.isValueNode() || value.asText("").isBlank();
    }

    private static JsonNode value(String place, JsonNode alert) {
        String name = place.endsWith(OPTIONAL) ? place.substring(0, place.length() - 1) : place;
        JsonNode value = alert;
        for (String step : name.strip().split("\\.")) {
            value = value.path(step);
        }
        return value;
    }

    private void put(ObjectNode signal, String field, String text) {
        if (field.equals("action")) {
            signal.put(field, actions.getOrDefault(text, text.toUpperCase(Locale.ROOT)));
        } else if (field.equals("signal_id")) {
            signal.put(field, ID.matcher(text).matches() ? text : id(text).toString());
        } else if (NUMBERS.contains(field)
                && text.length() <= MAX_NUMBER
                && NUMBER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            if (number.scale() <= 0) {
                signal.put(field, number.toBigInteger());
            } else {
                signal.put(field, number);
            }
        } else {
            signal.put(field, text);
        }
    }

    /** The same for the same words of the same webhook, so that an alert that comes twice is one signal. */
    private UUID id(String text) {
        return UUID.nameUUIDFromBytes((name + "\n" + text).getBytes(StandardCharsets.UTF_8));
    }

    /** When the alert says it was sent, epoch milliseconds; 0 = it does not say. Empty when what it says is no time. */
    public OptionalLong sentMsc(JsonNode alert) {
        String text = fill(sentAt, alert).strip();
        return text.isEmpty() ? OptionalLong.of(0) : IsoTime.parse(text);
    }

    private static String fill(String template, JsonNode alert) {
        Matcher place = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            JsonNode value = value(place.group(1), alert);
            place.appendReplacement(filled, Matcher.quoteReplacement(value.isValueNode() ? value.asText("") : ""));
        }
        return place.appendTail(filled).toString();
    }
}

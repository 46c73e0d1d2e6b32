package io.tickwire.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecMessage;

/** Journal rows as JSON text, readable by people and by later versions. Any thread. */
final class JournalCodec {
    private final ObjectMapper mapper = JsonMapper.builder()
            // A newer version may have written more; what this one knows is enough to go on.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(SignalOutcome.class, OutcomeKinds.class)
            .addMixIn(ExecMessage.class, ExecKinds.class)
            .build();

    /** Names of the outcomes in the file; they outlive the classes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SignalOutcome.Executed.class, name = "success"),
        @JsonSubTypes.Type(value = SignalOutcome.Refused.class, name = "error"),
        @JsonSubTypes.Type(value = SignalOutcome.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = SignalOutcome.Unknown.class, name = "unknown")
    })
    private interface OutcomeKinds {}

    /** Names of the messages in the file; they outlive the classes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ExecMessage.TradeOpen.class, name = ExecMessage.TradeOpen.TYPE),
        @JsonSubTypes.Type(value = ExecMessage.TradeClose.class, name = ExecMessage.TradeClose.TYPE),
        @JsonSubTypes.Type(value = ExecMessage.TradeModify.class, name = ExecMessage.TradeModify.TYPE),
        @JsonSubTypes.Type(value = ExecMessage.Beat.class, name = ExecMessage.Beat.TYPE),
        @JsonSubTypes.Type(value = ExecMessage.RiskUpdate.class, name = ExecMessage.RiskUpdate.TYPE)
    })
    private interface ExecKinds {}

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write " + value, impossible);
        }
    }

    /** @throws JournalUnavailableException when the text is not what this version or an earlier one wrote */
    <T> T read(String json, Class<T> type) {
        try {
            return json == null ? null : mapper.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new JournalUnavailableException("a row of the journal cannot be read as " + type.getSimpleName()
                    + ": " + broken.getOriginalMessage());
        }
    }
}

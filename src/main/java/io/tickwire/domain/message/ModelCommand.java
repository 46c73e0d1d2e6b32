package io.tickwire.domain.message;

/** What is asked of the keeper of models. @param model empty for {@link Kind#LIST} */
public record ModelCommand(Kind kind, String model) {

    /** Tell what is there; look at the folder now and use the model; take it off until it is loaded again. */
    public enum Kind {
        LIST,
        LOAD,
        UNLOAD
    }
}

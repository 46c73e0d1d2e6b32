package io.tickwire.inference.shelf;

import io.tickwire.inference.model.LoadedModel;

/** What the keeper knows of one version. Owner: the keeper. */
final class Stock {
    /** Of the files that were looked at last; a version is touched only when they have come to rest. */
    private String seen = "";

    /** Of the files that the outcome below belongs to. */
    private String tried = "";

    private LoadedModel loaded;
    private String problem = "";

    /** Whether files with this signature lay there already. */
    boolean isAtRest(String signature) {
        boolean same = seen.equals(signature);
        seen = signature;
        return same;
    }

    boolean wasTried(String signature) {
        return tried.equals(signature);
    }

    void forget() {
        tried = "";
    }

    /** What the files became; the model that they were before is the caller's now. */
    LoadedModel becomes(String signature, LoadedModel model) {
        LoadedModel before = loaded;
        tried = signature;
        loaded = model;
        problem = "";
        return before;
    }

    /** The files are no good; what was loaded from them before stays. */
    void fails(String signature, String why) {
        tried = signature;
        problem = why;
    }

    LoadedModel loaded() {
        return loaded;
    }

    String problem() {
        return problem;
    }

    /** Lets go; it will be loaded anew when it is wanted. */
    LoadedModel unload() {
        LoadedModel before = loaded;
        loaded = null;
        tried = problem.isEmpty() ? "" : tried;
        return before;
    }
}

package io.tickwire.domain.message;

/** A model came, went or changed its versions. */
public record ModelsChanged() {}

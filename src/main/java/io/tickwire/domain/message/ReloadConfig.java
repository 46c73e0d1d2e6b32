package io.tickwire.domain.message;

/** Asks a node to read its configuration again and to apply what can change while it runs. */
public record ReloadConfig() {}

package io.tickwire.domain.message;

import io.tickwire.domain.SymbolSpec;
import java.util.Map;

/** Streams of a poller in display order, each with its specification. */
public record SymbolList(Map<String, SymbolSpec> streams) {}

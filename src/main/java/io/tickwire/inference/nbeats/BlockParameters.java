package io.tickwire.inference.nbeats;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of one block.
 *
 * @param layers weights and bias of each rectified layer
 * @param coefficients from the last layer to the coefficients: of both sides, or of backcast and forecast
 * @param learned weights and bias of a learned basis: of backcast and forecast; otherwise empty
 */
record BlockParameters(List<Affine> layers, List<Parameter> coefficients, List<Affine> learned) {

    /** Weights and bias of one layer. */
    record Affine(Parameter weights, Parameter bias) {}

    static BlockParameters of(Parameters.Layout layout, String name, NBeatsShape shape, StackShape stack, int terms) {
        List<Affine> layers = new ArrayList<>();
        int in = shape.lookback();
        for (int i = 0; i < stack.layers(); i++) {
            layers.add(affine(layout, name + i, in, stack.width()));
            in = stack.width();
        }
        if (stack.expansion().joint()) {
            return new BlockParameters(layers, List.of(layout.matrix(name + "theta", in, terms)), List.of());
        }
        List<Parameter> coefficients = List.of(
                layout.matrix(name + "theta_backcast", in, terms), layout.matrix(name + "theta_forecast", in, terms));
        List<Affine> learned = stack.expansion() == Expansion.LEARNED
                ? List.of(
                        affine(layout, name + "basis_backcast", terms, shape.lookback()),
                        affine(layout, name + "basis_forecast", terms, shape.horizon()))
                : List.of();
        return new BlockParameters(layers, coefficients, learned);
    }

    private static Affine affine(Parameters.Layout layout, String name, int in, int out) {
        return new Affine(layout.matrix(name + "_w", in, out), layout.bias(name + "_b", out, in));
    }
}
